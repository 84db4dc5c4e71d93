import * as z from 'zod';
import { DeclineReason, GatewayName, Subject as GatewaySubject } from '#shared/gateways/words';
import { Money } from '#shared/money';
import { Id, PersonId, Text } from '#shared/text';
import { Day, Instant } from '#shared/time';

const Minor = z.int().min(0);
const BasisPoints = z.int().min(0).max(10_000);
const Currency = Money.shape.currency;

/** Where money can be, or be owed. `gateway-clearing` is what lies at a gateway, `provider-payable` what a provider is
 *  owed, `provider-receivable` what a provider owes. */
export const Account = z.enum([
  'gateway-clearing',
  'provider-payable',
  'provider-receivable',
  'commission',
  'fees',
  'tax',
  'deferred-revenue',
  'revenue',
  'disputes',
  'write-off',
  'bank',
]);
export type Account = z.infer<typeof Account>;

/** What can happen to money; `domain/movements.ts` says of each which lines it books. */
export const Movement = z.enum([
  'paid',
  'paid-in-person',
  'fee-known',
  'refunded',
  'refunded-in-person',
  'refunded-elsewhere',
  'disputed',
  'dispute-won',
  'dispute-lost',
  'dispute-fee',
  'paid-out',
  'netted',
  'written-off',
  'debt-paid',
  'settled-to-bank',
  'membership-paid',
  'membership-fee',
  'membership-recognised',
  'membership-refunded',
  'reversed',
]);
export type Movement = z.infer<typeof Movement>;

/** A debit is above zero, a credit below. */
const Side = z.strictObject({
  account: Account,
  of: z.string().max(64).describe('whose: a gateway, a provider, or the platform'),
  amountMinor: z.int(),
});

export const Entry = z
  .strictObject({
    about: Id.describe('the payment, payout or bill that it belongs to'),
    cause: z.string().max(120).describe('what made it: of one cause there is one entry'),
    movement: Movement,
    currency: Currency,
    at: Instant,
    dueAt: Instant.optional().describe('from when on what a provider earned by it can be paid out'),
    lines: z.array(Side),
  })
  .meta({ id: 'LedgerEntry', description: 'A balanced set of lines, never changed, only reversed' });
export type Entry = z.infer<typeof Entry>;

/** The same line where its account is read. */
export const Line = z.strictObject({
  ...Side.shape,
  ...Entry.pick({ about: true, cause: true, movement: true, currency: true, at: true, dueAt: true }).shape,
});
export type Line = z.infer<typeof Line>;

/** As they were agreed when somebody paid: a new rate rewrites no payment. */
export const Rates = z.strictObject({
  commissionBps: BasisPoints,
  /** Of the commission, which includes it. */
  taxBps: BasisPoints,
  feeBps: BasisPoints,
  feeFixedMinor: Minor,
});
export type Rates = z.infer<typeof Rates>;

/** Who gets what of an amount; the tax is a part of the commission. */
export const Shares = z.strictObject({ commission: Minor, tax: Minor, fee: Minor, provider: Minor });
export type Shares = z.infer<typeof Shares>;

/** What is given back of the price, by how long ago it was paid: the first that still holds. */
export const RefundTier = z.strictObject({ withinDays: z.int().min(0).max(365), percent: z.int().min(1).max(100) });
export type RefundTier = z.infer<typeof RefundTier>;

export const Refund = z.strictObject({
  id: Id,
  amountMinor: z.int().min(1),
  shares: z.strictObject({ commission: z.int(), tax: z.int(), fee: z.int(), provider: z.int() }),
  feeBorneBy: z.enum(['provider', 'platform']).describe('who bears what the gateway keeps'),
  by: z.enum(['policy', 'admin']),
  status: z.enum(['asked', 'done', 'failed']),
  wasDone: z.boolean().optional().describe('its money had left, even if a bank has sent it back since'),
  at: Instant,
});
export type Refund = z.infer<typeof Refund>;

/** Given back at the gateway, and not asked for here. */
const Outside = z.strictObject({
  ref: z.string().max(255),
  amountMinor: Minor,
  status: Refund.shape.status.exclude(['asked']),
});
export type Outside = z.infer<typeof Outside>;

export const Dispute = z.strictObject({
  ref: z.string().max(255),
  amountMinor: Minor,
  feeMinor: Minor,
  status: z.enum(['open', 'won', 'lost']),
  /** It was the platform's own mistake: the provider bears none of it. */
  isOurs: z.boolean(),
  judged: z
    .strictObject({
      by: PersonId,
      at: Instant,
      wasTheirs: z.boolean().describe('it had been booked as the provider’s by then'),
    })
    .optional()
    .describe('who said that it is ours, and when'),
});
export type Dispute = z.infer<typeof Dispute>;

export const DisputeView = z
  .strictObject({
    paymentId: Id,
    ref: Dispute.shape.ref.regex(/^[\w-]+$/).describe('how the gateway calls it'),
    ...Dispute.pick({ amountMinor: true, feeMinor: true, status: true, isOurs: true }).shape,
  })
  .meta({ id: 'Dispute', description: 'What a payer’s bank has taken back, and who bears it' });

/** What is paid for. */
export const Subject = z.strictObject({ kind: z.enum(['pack']), id: Id });
export type Subject = z.infer<typeof Subject>;

export const Payment = z.strictObject({
  id: Id,
  payerId: PersonId,
  providerId: PersonId,
  subject: Subject,
  gateway: GatewayName,
  amount: Money,
  rates: Rates,
  shares: Shares,
  refundTiers: z.array(RefundTier),
  status: z.enum(['pending', 'failed', 'cancelled', 'succeeded']),
  ref: z.string().max(255).optional().describe('how the gateway calls it'),
  createdAt: Instant,
  byHand: z.literal(true).optional().describe('nobody can be asked whether it was paid: its provider says so'),
  payAt: z.string().max(2000).optional().describe('where its payer goes: the gateway’s page, or a QR’s link'),
  returnUrl: z.string().max(2000).optional().describe('where the gateway’s page sends its payer back to'),
  expiresAt: Instant.optional().describe(
    'when it is cancelled if nobody has paid; not what its provider marks as paid',
  ),
  succeededAt: Instant.optional(),
  feeMinor: Minor.optional().describe('what the gateway really kept'),
  refunds: z.array(Refund),
  outside: z.array(Outside),
  disputes: z.array(Dispute),
});
export type Payment = z.infer<typeof Payment>;

/** What its payer is shown. */
export const PaymentView = z
  .strictObject({
    ...Payment.pick({
      id: true,
      providerId: true,
      subject: true,
      gateway: true,
      amount: true,
      status: true,
      createdAt: true,
      expiresAt: true,
      succeededAt: true,
    }).shape,
    refundedMinor: Minor,
  })
  .meta({ id: 'Payment', description: 'A payment, as its payer sees it' });
export type PaymentView = z.infer<typeof PaymentView>;

/** What a payer's own page needs to go on. */
export const PaymentStep = z
  .strictObject({
    payment: PaymentView,
    clientSecret: z.string().optional().describe('with which the payer’s page confirms it'),
    actionUrl: z.string().optional().describe('where the payer goes next: their bank, the gateway’s page, a QR’s link'),
    decline: DeclineReason.optional().describe('why the last try failed'),
  })
  .meta({ id: 'PaymentStep', description: 'How far a payment is, and what its payer does next' });
export type PaymentStep = z.infer<typeof PaymentStep>;

/** By what a provider takes Kaspi, on their own account: a till, which makes a QR for each payment and can be asked, or a
 *  printed QR, of whose payments nobody but they themselves learns. */
export const Till = z.strictObject({
  providerId: PersonId,
  deviceToken: z.string().min(1).max(200).optional().describe('as Kaspi calls the till'),
  printedQr: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .optional()
    .describe('the link of the printed QR'),
});
export type Till = z.infer<typeof Till>;

export const TillView = z
  .strictObject({ asks: z.boolean().describe('whether Kaspi itself is asked'), printedQr: Till.shape.printedQr })
  .meta({ id: 'KaspiTill', description: 'By what a provider takes Kaspi' });
export type TillView = z.infer<typeof TillView>;

/** Where a thing lies that is known by its id alone. */
export const Place = z.strictObject({ id: Id, owner: PersonId, at: z.string().max(40) });

/** What waits for its gateway: looked at every five minutes until it is settled. */
export const Unsettled = z.strictObject({
  shard: z.string(),
  at: Instant,
  id: Id,
  gateway: GatewayName,
  about: GatewaySubject.extract(['payment', 'refund', 'transfer']),
  of: Id.describe('the payment, or the payout'),
});
export type Unsettled = z.infer<typeof Unsettled>;

/** What is to be looked at: by the gateway's ref, or by our id of what the payment or payout `of` wants done. */
export const ToSettle = z.strictObject({
  gateway: GatewayName,
  about: GatewaySubject,
  ref: z.string().optional(),
  id: z.string().optional(),
  of: z.string().optional(),
  accountRef: z.string().optional(),
  at: Instant,
});
export type ToSettle = z.infer<typeof ToSettle>;

export const Pack = z
  .strictObject({
    id: Id,
    coachId: PersonId,
    title: Text(120),
    price: Money,
    credits: z.int().min(1).max(100).describe('how many sessions it is good for'),
    validDays: z.int().min(1).max(730).describe('for how long, from when it was paid'),
    refundTiers: z.array(RefundTier).max(5),
    status: z.enum(['offered', 'withdrawn']),
    since: Instant,
  })
  .meta({ id: 'SessionPack', description: 'Sessions of a coach, sold together' });
export type Pack = z.infer<typeof Pack>;

/** A pack that somebody has bought. */
export const Holding = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    coachId: PersonId,
    packId: Id,
    paymentId: Id,
    credits: z.int(),
    left: z.int().min(0),
    since: Instant,
    until: Instant,
  })
  .meta({ id: 'SessionPackHolding', description: 'A pack that somebody has bought, and how many sessions are left' });
export type Holding = z.infer<typeof Holding>;

/** Sessions that came or went; they sum to what is left. */
export const CreditMove = z.strictObject({
  clientId: PersonId,
  holdingId: Id,
  cause: z.string().max(120),
  credits: z.int(),
  at: Instant,
});
export type CreditMove = z.infer<typeof CreditMove>;

/** Whoever earns here. */
export const Seller = z.strictObject({
  shard: z.string(),
  providerId: PersonId,
  since: Instant,
  accountRef: z.string().max(255).optional().describe('how the gateway calls their account'),
  payoutsEnabled: z.boolean(),
  commissionBps: BasisPoints.optional().describe('where it is not the usual one'),
  taxBps: BasisPoints.optional().describe('of their prices, which include it'),
});
export type Seller = z.infer<typeof Seller>;

/** What is not paid out while a dispute is open. */
export const Hold = z.strictObject({ providerId: PersonId, ref: z.string(), paymentId: Id, amount: Money });
export type Hold = z.infer<typeof Hold>;

export const RefundView = z
  .strictObject({ ...Refund.pick({ id: true, status: true, at: true }).shape, paymentId: Id, amount: Money })
  .meta({ id: 'Refund', description: 'Money on its way back to its payer' });
export type RefundView = z.infer<typeof RefundView>;

/** A provider's share on its way to them. */
export const Payout = z
  .strictObject({
    id: Id,
    providerId: PersonId,
    month: z.string().regex(/^\d{4}-\d{2}$/),
    gateway: GatewayName,
    accountRef: z.string().max(255),
    amount: Money,
    nettedMinor: Minor.describe('of what was ready, what went against what the provider owed'),
    status: z.enum(['asked', 'paid', 'failed']),
    at: Instant,
    ref: z.string().max(255).optional(),
  })
  .meta({ id: 'Payout', description: 'A provider’s share on its way to them' });
export type Payout = z.infer<typeof Payout>;

/** What a provider earned in a month, and what of it is coming. */
export const Earnings = z
  .strictObject({
    month: Payout.shape.month,
    earned: z.array(Money).describe('their shares of that month, less what was given back in it'),
    payments: z.int().describe('how many were paid'),
    upcoming: z.array(
      z.strictObject({
        currency: Currency,
        readyMinor: z.int(),
        laterMinor: z.int(),
        heldMinor: Minor,
        owedMinor: z.int(),
        nettedMinor: Minor,
        payoutMinor: Minor,
      }),
    ),
    payoutsEnabled: z.boolean(),
  })
  .meta({ id: 'Earnings', description: 'What a provider earned in a month, and what they are paid next' });
export type Earnings = z.infer<typeof Earnings>;

/** An invoice or a credit note that a seller owes somebody, until it has its number. */
export const DueDocument = z.strictObject({
  shard: z.string(),
  sellerId: PersonId.describe('a provider, or `platform` for its commission'),
  at: Instant,
  cause: z.string().max(160).describe('what it is for: of one cause there is one'),
  kind: z.enum(['invoice', 'credit-note']),
  what: z.enum(['pack', 'commission', 'membership']).describe('what was sold'),
  paymentId: Id.describe('the payment, or the bill of a membership'),
  recipientId: PersonId,
  gross: Money,
  taxBps: BasisPoints.optional().describe('the seller’s own, unless it says'),
});
export type DueDocument = z.infer<typeof DueDocument>;

/** Prices include the tax: it is split off the gross. */
export const Document = z
  .strictObject({
    id: Id,
    ...DueDocument.pick({ sellerId: true, kind: true, what: true, cause: true, paymentId: true }).shape,
    ...DueDocument.pick({ recipientId: true, gross: true }).shape,
    serial: z.string().describe('the number in the order of text'),
    number: z.int().min(1).describe('of this seller and kind, without gaps'),
    issuedAt: Instant,
    taxBps: BasisPoints,
    taxMinor: Minor,
  })
  .meta({ id: 'Document', description: 'An invoice or credit note: no fiscal receipt' });
export type Document = z.infer<typeof Document>;

/** A document that lies in the bucket: whose it is, by the document's id. */
export const Filed = Document.pick({ id: true, sellerId: true, recipientId: true, kind: true, number: true });

export const FileLink = z
  .strictObject({ url: z.string(), expiresAt: Instant })
  .meta({ id: 'FileLink', description: 'Where a file can be fetched for a short while, by whoever has the link' });

/** The last number that was drawn. */
export const Series = z.strictObject({ sellerId: PersonId, kind: DueDocument.shape.kind, last: z.int().min(1) });
export type Series = z.infer<typeof Series>;

/** Where a gateway's books and ours do not say the same. */
export const Discrepancy = z
  .strictObject({
    gateway: GatewayName,
    day: Day,
    id: Id,
    about: z.string().max(300).describe('what it is about, in our words'),
    what: z.enum(['unknown-here', 'missing-there', 'amount-differs']),
    oursMinor: z.int().optional(),
    theirsMinor: z.int().optional(),
    currency: Currency,
    status: z.enum(['open', 'resolved']),
    resolvedBy: PersonId.optional(),
  })
  .meta({ id: 'Discrepancy', description: 'Where a gateway’s books and ours do not say the same' });
export type Discrepancy = z.infer<typeof Discrepancy>;

/** Of what a bill took: what is not earned yet is given back first. */
const BillRefund = z.strictObject({
  ...Refund.pick({ id: true, amountMinor: true, status: true, wasDone: true, at: true }).shape,
  taxMinor: z.int(),
  deferredMinor: z.int(),
  earnedMinor: z.int(),
});
export type BillRefund = z.infer<typeof BillRefund>;

/** A bill of a membership that was paid: the platform's own sale, earned day by day. */
export const Bill = z.strictObject({
  ref: Id.describe('how the gateway calls it'),
  personId: PersonId,
  gateway: GatewayName,
  total: Money.describe('what was paid of it: the rest was covered by credit, which was paid before'),
  taxBps: BasisPoints,
  periodStart: Instant,
  periodEnd: Instant,
  paymentRef: z.string().max(255).optional(),
  feeMinor: Minor.optional(),
  /** What of it has been earned, by the month in which it was booked. */
  recognised: z.array(z.strictObject({ month: Payout.shape.month, amountMinor: z.int() })),
  refunds: z.array(BillRefund),
});
export type Bill = z.infer<typeof Bill>;

export const BillView = z
  .strictObject({
    ...Bill.pick({ ref: true, personId: true, total: true, periodStart: true, periodEnd: true }).shape,
    refundedMinor: Minor,
  })
  .meta({ id: 'MembershipBill', description: 'What a member paid for a stretch of time' });

/** A bill of which something is not earned yet. */
export const Deferred = z.strictObject({ shard: z.string(), ref: Id, personId: PersonId });

/** By currency, since no two are ever added up. In accounts a debit is above zero; figures are as they are called. */
export const FinanceReport = z
  .strictObject({
    from: Day,
    to: Day.describe('the last day of it (UTC)'),
    currencies: z.array(
      z.strictObject({
        currency: Currency,
        figures: z.array(
          z.strictObject({
            figure: z.enum([
              ...(['sales', 'memberships', 'refunds', 'fees', 'payouts', 'commission', 'revenue', 'tax'] as const),
              ...(['fees-borne', 'losses', 'result', 'owed-to-providers', 'earned', 'netted'] as const),
            ]),
            amountMinor: z.int(),
          }),
        ),
        accounts: z.array(
          z.strictObject({
            account: Account,
            of: Side.shape.of,
            openingMinor: z.int(),
            movements: z.array(z.strictObject({ movement: Movement, amountMinor: z.int() })),
            closingMinor: z.int(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'FinanceReport', description: 'What moved in a stretch of days, and what lies where after it' });
export type FinanceReport = z.infer<typeof FinanceReport>;

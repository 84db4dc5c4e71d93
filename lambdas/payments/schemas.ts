import * as z from 'zod';
import { DeclineReason, GatewayName, Subject as GatewaySubject } from '#shared/gateways/words';
import { Money } from '#shared/money';
import { Id, PersonId } from '#shared/text';
import { Instant } from '#shared/time';

export const Minor = z.int().min(0);

export const BasisPoints = z.int().min(0).max(10_000);

export const Currency = Money.shape.currency;

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
export const Subject = z.strictObject({
  kind: z.enum(['pack', 'membership']),
  id: Id.describe('of the pack; of a membership that is paid ahead, its price'),
});
export type Subject = z.infer<typeof Subject>;

export const Payment = z.strictObject({
  id: Id,
  payerId: PersonId,
  providerId: PersonId,
  subject: Subject,
  gateway: GatewayName,
  amount: Money,
  rates: Rates,
  sellerTaxBps: BasisPoints.optional().describe('the provider’s own tax, which the amount includes'),
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

/** Among what its payer chooses. */
export const PaymentWays = z
  .strictObject({
    amount: Money,
    items: z.array(
      z.strictObject({
        gateway: GatewayName,
        pays: z
          .enum(['in_our_page', 'redirect', 'qr', 'in_person'])
          .describe('in the client program’s own page, on the gateway’s, by a QR or its link, or across the counter'),
        byHand: z.boolean().describe('its provider says that it was paid: nobody else can'),
      }),
    ),
  })
  .meta({ id: 'PaymentWays', description: 'By what something can be paid, and how each goes' });

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

export const RefundView = z
  .strictObject({ ...Refund.pick({ id: true, status: true, at: true }).shape, paymentId: Id, amount: Money })
  .meta({ id: 'Refund', description: 'Money on its way back to its payer' });
export type RefundView = z.infer<typeof RefundView>;

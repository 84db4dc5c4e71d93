import * as z from 'zod';
import { GatewayName } from '#shared/gateways/words';
import { Money } from '#shared/money';
import { Id, PersonId } from '#shared/text';
import { Instant } from '#shared/time';

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
  'dispute-fee-borne',
  'paid-out',
  'netted',
  'written-off',
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
});
export type Dispute = z.infer<typeof Dispute>;

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
  expiresAt: Instant.describe('when it is cancelled if nobody has paid'),
  succeededAt: Instant.optional(),
  feeMinor: Minor.optional().describe('what the gateway really kept'),
  refunds: z.array(Refund),
  outside: z.array(Outside),
  disputes: z.array(Dispute),
});
export type Payment = z.infer<typeof Payment>;

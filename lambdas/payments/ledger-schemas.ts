import * as z from 'zod';
import { GatewayName } from '#shared/gateways/words';
import { Money } from '#shared/money';
import { Id, PersonId } from '#shared/text';
import { Day, Instant } from '#shared/time';
import { Currency, Minor } from './schemas.ts';

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
  'costs',
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
  'payout-fee',
  'netted',
  'written-off',
  'debt-paid',
  'settled-to-bank',
  'membership-paid',
  'membership-fee',
  'membership-recognised',
  'membership-refunded',
  'cost',
  'reversed',
]);
export type Movement = z.infer<typeof Movement>;

/** A debit is above zero, a credit below. */
export const Side = z.strictObject({
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
              ...(['costs', 'profit'] as const),
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

/** What it cost to run the platform: of a month, a kind and a currency there is one, and all that was ever said of it. */
export const Cost = z.strictObject({
  id: Id,
  month: z.string().regex(/^(19|2[01])\d{2}-(0[1-9]|1[0-2])$/),
  kind: z.enum(['server', 'development', 'marketing', 'support']),
  currency: Currency,
  said: z
    .array(z.strictObject({ amountMinor: Minor, by: PersonId, at: Instant }))
    .min(1)
    .describe('the last counts'),
});
export type Cost = z.infer<typeof Cost>;

export const CostView = z
  .strictObject({
    ...Cost.pick({ month: true, kind: true }).shape,
    amount: Money.extend({ amountMinor: Minor }),
    by: PersonId,
    at: Instant.describe('when it was said'),
  })
  .meta({ id: 'Cost', description: 'What a month of the platform cost, of one kind' });
export type CostView = z.infer<typeof CostView>;

import * as z from 'zod';
import { GatewayName } from '#shared/gateways/words';
import { Money } from '#shared/money';
import { Id, PersonId } from '#shared/text';
import { Day, Instant } from '#shared/time';
import { Pack } from './pack-schemas.ts';
import { BasisPoints, Currency, Minor } from './schemas.ts';

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

/** No more than half: at every gateway there is a price, then, that leaves a provider something. */
const TermBps = BasisPoints.max(5000);

const CommissionAt = z
  .strictObject({
    stripe: TermBps.optional(),
    paypal: TermBps.optional(),
    kaspi: TermBps.optional(),
    cash: TermBps.optional(),
  } satisfies Record<GatewayName, unknown>)
  .describe('where it is another one at a gateway');

/** Whoever earns here. */
export const Seller = z.strictObject({
  shard: z.string(),
  providerId: PersonId,
  since: Instant,
  accountRef: z.string().max(255).optional().describe('how the gateway calls their account'),
  payoutsEnabled: z.boolean(),
  paypalId: z
    .string()
    .regex(/^[2-9A-HJ-NP-Z]{13}$/)
    .optional()
    .describe('how PayPal calls their account, if they are paid there instead'),
  commissionBps: BasisPoints.optional().describe('where it is not the usual one'),
  commissionAt: CommissionAt.optional(),
  taxBps: BasisPoints.optional().describe('of their prices, which include it'),
  agreed: z.strictObject({ by: PersonId, at: Instant }).optional().describe('who set the rates, and when'),
});
export type Seller = z.infer<typeof Seller>;

/** What is not said is as usual. */
export const TermsAgreed = z.strictObject({
  commissionBps: TermBps.optional().describe('of what they sell; without it, the usual one'),
  commissionAt: CommissionAt.optional(),
  taxBps: TermBps.optional().describe('of their prices, which include it; without it, none'),
});

export const SellerTerms = z
  .strictObject({
    sellerId: PersonId.describe('a provider, or `platform`'),
    ...TermsAgreed.required({ commissionBps: true, taxBps: true }).shape,
    agreedAt: Instant.optional(),
  })
  .meta({ id: 'SellerTerms', description: 'At which rates somebody sells from now on' });
export type SellerTerms = z.infer<typeof SellerTerms>;

/** What is not paid out while a dispute is open. */
export const Hold = z.strictObject({ providerId: PersonId, ref: z.string(), paymentId: Id, amount: Money });
export type Hold = z.infer<typeof Hold>;

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
    feeMinor: Minor.optional().describe('what the gateway took from the platform for sending it'),
  })
  .meta({ id: 'Payout', description: 'A provider’s share on its way to them' });
export type Payout = z.infer<typeof Payout>;

export const PayoutAccount = z
  .strictObject({
    gateway: GatewayName.extract(['stripe', 'paypal']),
    payoutsEnabled: z.boolean().describe('whether it can pay them by now'),
  })
  .meta({ id: 'PayoutAccount', description: 'Where a provider is paid out' });
export type PayoutAccount = z.infer<typeof PayoutAccount>;

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

const Sold = z.strictObject({
  salesMinor: Minor,
  refundsMinor: z.int(),
  commissionMinor: z.int(),
  payments: Minor.describe('how many were paid'),
  payers: Minor.describe('by how many people'),
  averageMinor: Minor.optional().describe('sales ÷ payments, half up; absent where there was none'),
});
export type Sold = z.infer<typeof Sold>;

const Earned = Sold.extend({
  feesMinor: z.int().describe('what the gateways kept, as far as it is the provider’s to bear'),
  inPersonMinor: z.int().describe('what the provider has taken themselves, less the commission on it'),
  earnedMinor: z
    .int()
    .describe('what became theirs at the platform: after commission, fees, refunds and lost disputes'),
  payoutsMinor: z.int(),
});
export type Earned = z.infer<typeof Earned>;

export const EarningsAnalytics = z
  .strictObject({
    from: Day,
    to: Day.describe('the last day of it (UTC)'),
    by: z.enum(['day', 'week', 'month']),
    currencies: z.array(
      z.strictObject({
        currency: Currency,
        total: Earned,
        series: z.array(
          Earned.extend({ from: Day.describe('a day, a Monday or a first; only days of the span count') }),
        ),
        packs: z
          .array(Sold.extend({ id: Id, title: Pack.shape.title.optional() }))
          .describe('by what was sold, most first'),
      }),
    ),
  })
  .meta({ id: 'EarningsAnalytics', description: 'How what a provider sold and earned went along, by currency' });
export type EarningsAnalytics = z.infer<typeof EarningsAnalytics>;

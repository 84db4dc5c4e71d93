import { exponentOf, type Money } from '#shared/money';
import type { Refusal } from './answer.ts';
import { CAPABILITIES } from './capabilities.ts';
import type { GatewayName } from './words.ts';

/** What a gateway takes at least, in minor units: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts.
 *  Of a currency not listed the gateway asks the worth of its settlement's minimum, which only the gateway knows. */
const LEAST: Partial<Record<GatewayName, Readonly<Record<string, number>>>> = {
  stripe: {
    ...{ AED: 200, AUD: 50, BGN: 100, BRL: 50, CAD: 50, CHF: 50, CZK: 1500, DKK: 250, EUR: 50, GBP: 30, HKD: 400 },
    ...{ HUF: 17500, INR: 50, JPY: 50, MXN: 1000, MYR: 200, NOK: 300, NZD: 50, PLN: 200, RON: 200, SEK: 300 },
    ...{ SGD: 50, THB: 1000, USD: 50 },
  },
};

/** Eight digits is the most that Stripe takes of most currencies. */
const MOST: Partial<Record<GatewayName, number>> = { stripe: 99_999_999 };

/** Where the smallest step is more than one minor unit: cards know no third decimal, and Stripe no fraction of an ariary;
 *  PayPal takes neither a fraction of a forint nor of a Taiwan dollar. */
export function stepOf(gateway: GatewayName, currency: string): number {
  if (gateway === 'stripe') return currency === 'MGA' ? 100 : exponentOf(currency) === 3 ? 10 : 1;
  if (gateway === 'paypal') return ['HUF', 'TWD'].includes(currency) ? 100 : 1;
  return 1;
}

export const leastOf = (gateway: GatewayName, currency: string) =>
  LEAST[gateway]?.[currency] ?? stepOf(gateway, currency);

/** Why this amount cannot be paid there, known before anybody is asked; undefined if it can. */
export function unpayable(gateway: GatewayName, { amountMinor, currency }: Money): Refusal['reason'] | undefined {
  const { currencies } = CAPABILITIES[gateway];
  if (currencies !== undefined && !currencies.includes(currency)) return 'currency_not_supported';
  if (exponentOf(currency) > 3) return 'currency_not_supported';
  if (amountMinor < leastOf(gateway, currency)) return 'amount_too_small';
  if (amountMinor > (MOST[gateway] ?? Number.MAX_SAFE_INTEGER)) return 'amount_too_large';
  return amountMinor % stepOf(gateway, currency) === 0 ? undefined : 'invalid';
}

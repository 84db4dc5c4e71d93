import { exponentOf, type Money } from '#shared/money';

/* Stripe's smallest unit is not everywhere the currency's own: https://docs.stripe.com/currencies#special-cases */

/** Their decimals, where they are not those of ISO 4217: the first two had two once, the last has none in practice. */
const DECIMALS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** Times this is Stripe's amount. */
const factor = (currency: string) => 10 ** ((DECIMALS[currency] ?? exponentOf(currency)) - exponentOf(currency));

export const toStripe = ({ amountMinor, currency }: Money) => ({
  amount: Math.round(amountMinor * factor(currency)),
  currency: currency.toLowerCase(),
});

export const minorOf = (amount: number, currency: string) => Math.round(amount / factor(currency.toUpperCase()));

export const fromStripe = (amount: number, currency: string): Money => ({
  amountMinor: minorOf(amount, currency),
  currency: currency.toUpperCase(),
});

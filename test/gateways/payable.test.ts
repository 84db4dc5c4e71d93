import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastOf, stepOf, unpayable } from '#shared/gateways/payable';
import { fromStripe, toStripe } from '#shared/gateways/stripe/money';
import { exponentOf } from '#shared/money';

describe('an amount', () => {
  it.each([
    ['USD', 2],
    ['KZT', 2],
    ['JPY', 0],
    ['ISK', 0],
    ['MGA', 2],
    ['KWD', 3],
    ['CLF', 4],
  ])('of %s has %i decimals', (currency, decimals) => expect(exponentOf(currency)).toBe(decimals));

  it.each([
    [{ amountMinor: 1050, currency: 'USD' }, 1050],
    [{ amountMinor: 500, currency: 'JPY' }, 500],
    [{ amountMinor: 5120, currency: 'KWD' }, 5120],
    [{ amountMinor: 5, currency: 'ISK' }, 500],
    [{ amountMinor: 5, currency: 'UGX' }, 500],
    [{ amountMinor: 500, currency: 'MGA' }, 5],
  ])('%j is %i to Stripe', (money, amount) => {
    expect(toStripe(money)).toEqual({ amount, currency: money.currency.toLowerCase() });
  });

  it('comes back from Stripe as it went, in any currency that it takes', () => {
    const currency = fc.constantFrom(...Intl.supportedValuesOf('currency').filter((one) => exponentOf(one) <= 3));
    fc.assert(
      fc.property(currency, fc.nat({ max: 900_000 }), (currency, steps) => {
        const money = { amountMinor: steps * stepOf('stripe', currency), currency };
        const sent = toStripe(money);
        expect(Number.isSafeInteger(sent.amount)).toBe(true);
        expect(fromStripe(sent.amount, sent.currency)).toEqual(money);
      }),
    );
  });

  it.each([
    ['stripe', 50, 'USD', undefined],
    ['stripe', 49, 'USD', 'amount_too_small'],
    ['stripe', 100_000_000, 'USD', 'amount_too_large'],
    ['stripe', 5125, 'KWD', 'invalid'],
    ['stripe', 5120, 'KWD', undefined],
    ['stripe', 10_000, 'CLF', 'currency_not_supported'],
    ['stripe', 0, 'SEK', 'amount_too_small'],
    ['stripe', -100, 'KZT', 'amount_too_small'],
    ['paypal', 1000, 'KZT', 'currency_not_supported'],
    ['paypal', 1050, 'HUF', 'invalid'],
    ['kaspi', 1000, 'USD', 'currency_not_supported'],
    ['kaspi', 100_000, 'KZT', undefined],
    ['cash', 1, 'XOF', undefined],
  ] as const)('at %s, %i of %s: %s', (gateway, amountMinor, currency, why) => {
    expect(unpayable(gateway, { amountMinor, currency })).toBe(why);
  });

  it('is at least what the gateway takes', () => {
    expect([leastOf('stripe', 'GBP'), leastOf('stripe', 'KZT'), leastOf('stripe', 'KWD')]).toEqual([30, 1, 10]);
  });
});

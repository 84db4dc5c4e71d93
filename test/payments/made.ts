import fc from 'fast-check';
import { split } from '#lambdas/payments/domain/split';
import type { Entry } from '#lambdas/payments/ledger-schemas';
import type { Payment, Rates } from '#lambdas/payments/schemas';

/* Payments as tests make them up. */

export const AT = '2026-01-05T09:00:00.000Z';
export const NOW = new Date(AT);

export const RATES: Rates = { commissionBps: 1500, taxBps: 0, feeBps: 290, feeFixedMinor: 30 };

export const PACK = {
  title: 'Five sessions',
  price: { amountMinor: 10_000, currency: 'USD' },
  credits: 5,
  validDays: 90,
  refundTiers: [{ withinDays: 14, percent: 100 }],
};

export const payment = (more: Partial<Payment> = {}): Payment => {
  const amount = more.amount ?? { amountMinor: 10_000, currency: 'USD' };
  const rates = more.rates ?? RATES;
  return {
    id: 'pay_1',
    payerId: 'cli_1',
    providerId: 'coa_1',
    subject: { kind: 'pack', id: 'pck_1' },
    gateway: 'stripe',
    amount,
    rates,
    shares: split(amount.amountMinor, rates),
    refundTiers: [{ withinDays: 14, percent: 100 }],
    status: 'pending',
    createdAt: '2026-01-05T08:00:00.000Z',
    expiresAt: '2026-01-05T09:00:00.000Z',
    refunds: [],
    outside: [],
    disputes: [],
    ...more,
  };
};

export const paid = (more: Partial<Payment> = {}) =>
  payment({ status: 'succeeded', ref: 'pi_1', succeededAt: AT, feeMinor: 320, ...more });

/** Rates that leave a provider something at a high enough price. */
export const rates = (): fc.Arbitrary<Rates> =>
  fc.record({
    commissionBps: fc.integer({ min: 0, max: 5000 }),
    taxBps: fc.integer({ min: 0, max: 2700 }),
    feeBps: fc.integer({ min: 0, max: 1000 }),
    feeFixedMinor: fc.integer({ min: 0, max: 20_000 }),
  });

/** From the least to what no double multiplies exactly. */
export const amounts = () =>
  fc.oneof(
    fc.integer({ min: 0, max: 3000 }),
    fc.integer({ min: 0, max: 10_000_000 }),
    fc.integer({ min: 0, max: 2 ** 50 }),
  );

/** Some of it, nothing or all: evenly, which `fc.double` is not. */
export const parts = () => fc.integer({ min: 0, max: 1000 }).map((part) => part / 1000);

/** What lies in each account, by all lines of some entries. */
export const balances = (entries: readonly Entry[]) => {
  const sums: Record<string, number> = {};
  for (const { currency, lines } of entries)
    for (const { account, amountMinor } of lines)
      sums[`${account} ${currency}`] = (sums[`${account} ${currency}`] ?? 0) + amountMinor;
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
};

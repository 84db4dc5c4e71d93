import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { analyticsOf } from '#lambdas/payments/domain/analytics';
import { documentsOf } from '#lambdas/payments/domain/documents';
import { entriesOf } from '#lambdas/payments/domain/entries';
import { refundableMinor, refundOf } from '#lambdas/payments/domain/refund';
import { spanOf } from '#lambdas/payments/domain/report';
import { minimumPrice, split } from '#lambdas/payments/domain/split';
import { handler as issue } from '#lambdas/payments/every-five-minutes-issue';
import { handler as getAnalytics } from '#lambdas/payments/get-earnings-analytics';
import { handler as listDocuments } from '#lambdas/payments/list-documents';
import { handler as markPaid } from '#lambdas/payments/mark-paid';
import type { Payment } from '#lambdas/payments/schemas';
import type { Earned, EarningsAnalytics } from '#lambdas/payments/seller-schemas';
import { call, coach, tick } from '../kit/index.ts';
import * as act from './acts.ts';
import { amounts, PACK, paid, parts, rates } from './made.ts';
import { settle } from './stripe.ts';

afterEach(() => void vi.useRealTimers());

const as = coach('coa_1');
const today = () => new Date().toISOString().slice(0, 10);
const look = async (by = 'day', who = as) =>
  (await call(getAnalytics, { as: who, query: { from: today(), to: today(), by } })).body;
const SOLD = { salesMinor: 30_000, refundsMinor: 5_000, commissionMinor: 3_750, payments: 3, payers: 1 };

describe('a provider sees', () => {
  beforeEach(async () => {
    await act.everybody();
    const [one] = [await act.paid(), await act.paid()];
    await settle();
    const { id } = (await act.begin({ gateway: 'cash' })).body.payment;
    await call(markPaid, { as, key: 'm', params: { id } });
    await act.giveBack(one, { amountMinor: 5_000 });
    await settle();
  });

  it('what they sold and earned, at once, and the same when it has its numbers', async () => {
    const before = await look();
    const expected = { ...SOLD, averageMinor: 10_000, feesMinor: 480, inPersonMinor: 8_500, earnedMinor: 12_270 };
    expect(before.currencies).toMatchObject([{ currency: 'USD', total: { ...expected, payoutsMinor: 0 } }]);
    expect(before.currencies[0]!.packs).toEqual([{ id: 'pck_1', title: PACK.title, averageMinor: 10_000, ...SOLD }]);
    await tick(issue, new Date().toISOString());
    expect(await look()).toEqual(before);
    expect((await look('day', coach('coa_2'))).currencies).toEqual([]);
  });

  it('what was kept of it; who bought it does not', async () => {
    await tick(issue, new Date().toISOString());
    const { items } = (await call(listDocuments, { as: act.as })).body;
    expect(items.length).toBeGreaterThan(3);
    expect(JSON.stringify(items)).not.toContain('kept');
  });

  it.each([
    [{ from: '2026-02-01', to: '2026-01-31', by: 'day' }, 'to'],
    [{ from: '2026-01-01', to: '2027-01-02', by: 'month' }, 'to'],
    [{ from: '2026-01-01', to: '2026-01-02', by: 'hour' }, 'by'],
  ])('nothing of %j', async (query, field) => {
    expect(await call(getAnalytics, { as, query })).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  });
});

const of = (payments: readonly Payment[], from: string, to: string, by: EarningsAnalytics['by']) => {
  const sales = payments.flatMap((one) =>
    documentsOf(one, one.succeededAt!).filter(({ sellerId }) => sellerId === one.providerId),
  );
  const lines = payments.flatMap((one) =>
    entriesOf(one, one.succeededAt!).flatMap(({ lines, ...head }) => lines.map((side) => ({ ...head, ...side }))),
  );
  const payable = lines.filter(({ account }) => account === 'provider-payable');
  return analyticsOf(spanOf({ from, to }), by, sales, payable, new Map());
};

describe('a series', () => {
  const two = [
    paid({ id: 'pay_1', succeededAt: '2026-01-05T00:00:00.000Z' }),
    paid({ id: 'pay_2', succeededAt: '2026-01-18T23:59:59.999Z', payerId: 'cli_2' }),
    paid({ id: 'pay_3', succeededAt: '2026-01-19T00:00:00.000Z' }),
    paid({ id: 'pay_4', succeededAt: '2026-02-03T00:00:00.000Z' }), // after it
  ];
  it.each([
    ['week', ['2025-12-29', '2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26'], [0, 1, 1, 1, 0]],
    ['month', ['2026-01-01', '2026-02-01'], [3, 0]],
  ] as const)('by %s has every one, also where nothing happened', (by, starts, payments) => {
    const [one] = of(two, '2026-01-02', by === 'week' ? '2026-01-31' : '2026-02-02', by).currencies;
    expect(one!.series.map(({ from }) => from)).toEqual(starts);
    expect(one!.series.map((each) => each.payments)).toEqual(payments);
    expect(one!.series.filter((each) => each.payments === 0).map((each) => each.averageMinor)).not.toContain(0);
    expect(one!.total).toMatchObject({ payments: 3, payers: 2 });
  });

  const day = fc.integer({ min: 1, max: 31 }).map((date) => `2026-01-${String(date).padStart(2, '0')}T09:00:00.000Z`);
  const history = fc
    .record({
      rate: rates(),
      above: amounts().map((amount) => amount % 10_000_000),
      feeMinor: fc.option(fc.nat({ max: 40_000 }), { nil: undefined }),
      gateway: fc.constantFrom('stripe' as const, 'cash' as const),
      currency: fc.constantFrom('USD', 'KZT'),
      succeededAt: day,
      refunds: fc.array(
        fc.tuple(parts(), fc.constantFrom('done', 'failed', 'sent back'), fc.constantFrom('platform', 'provider')),
        { maxLength: 3 },
      ),
    })
    .map(({ rate, above, refunds, currency, ...more }) => {
      const amount = { amountMinor: minimumPrice(rate, 1) + above, currency };
      let one = paid({ amount, rates: rate, shares: split(amount.amountMinor, rate), ...more });
      for (const [index, [part, end, feeBorneBy]] of refunds.entries()) {
        const amountMinor = Math.floor(part * refundableMinor(one));
        if (amountMinor === 0) continue;
        const asked = { id: `rfd_${index}`, amountMinor, feeBorneBy, by: 'admin', at: one.succeededAt! } as const;
        const status = end === 'done' ? ('done' as const) : ('failed' as const);
        const refund = { ...refundOf(one, asked), status, ...(end !== 'failed' && { wasDone: true }) };
        one = { ...one, refunds: [...one.refunds, refund] };
      }
      return one;
    });
  const histories = fc
    .array(history, { maxLength: 8 })
    .map((all) => all.map((one, index) => ({ ...one, id: `pay_${index}`, payerId: `cli_${index % 3}` })));

  it('sums to its total, in which every minor unit of a sale has gone somewhere', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom('day' as const, 'week' as const, 'month' as const), (all, by) => {
        const { currencies } = of(all, '2026-01-01', '2026-01-31', by);
        expect(currencies.map(({ currency }) => currency)).toEqual(
          [...new Set(all.map((o) => o.amount.currency))].sort(),
        );
        for (const { total, series, packs } of currencies) {
          const { salesMinor, refundsMinor, commissionMinor, feesMinor, inPersonMinor, earnedMinor } = total;
          expect(earnedMinor + inPersonMinor).toBe(salesMinor - refundsMinor - commissionMinor - feesMinor);
          for (const figure of Object.keys(total) as (keyof Earned)[])
            if (figure !== 'payers' && figure !== 'averageMinor')
              expect(series.reduce((sum, one) => sum + one[figure], 0)).toBe(total[figure]);
          expect(packs.reduce((sum, one) => sum + one.salesMinor, 0)).toBe(salesMinor);
        }
      }),
      { numRuns: 300 },
    );
  });
});

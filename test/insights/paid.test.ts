import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { ofBegun, ofEnded } from '#lambdas/insights/domain/heard';
import { paymentSuccess } from '#lambdas/insights/domain/paid';
import { carried, sum } from '#lambdas/insights/domain/tally';
import { handler as count } from '#lambdas/insights/every-night-count-activity';
import { handler as onPaymentBegun } from '#lambdas/insights/on-payment-begun';
import { handler as onPaymentEnded } from '#lambdas/insights/on-payment-ended';
import { runningTotals } from '#lambdas/insights/records';
import { paymentBegun, paymentEnded } from '#lambdas/payments/events';
import { deliver, stoppedAnywhere, tick } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { DAY, kept, look } from './seen.ts';

const card = { gateway: 'stripe', currency: 'USD' };
const tenge = { gateway: 'kaspi', currency: 'KZT' };
const ends = (way: typeof card, status: string, before = 'pending') => ofEnded({ ...way, status, before });

it('shows how many of those that ended were paid, by way and by the day they were begun, those still open apart', async () => {
  const first = sum([ofBegun(card), ofBegun(card), ofBegun(card), ends(card, 'succeeded'), ends(card, 'failed')]);
  const second = sum([ofBegun(tenge), ends(tenge, 'cancelled'), ends(tenge, 'succeeded', 'cancelled')]);
  const cohorts = [
    { day: '2026-02-28', counts: first },
    { day: DAY, counts: second },
  ];
  await kept(DAY, sum([first, second]), cohorts);
  const { paymentSuccess: all, newcomers } = await look();
  expect(all).toMatchObject({ numerator: 2, denominator: 3, value: 0.6667, open: 1 });
  expect(all.ways).toEqual([
    { ...tenge, numerator: 1, denominator: 1, value: 1, open: 0 },
    { ...card, numerator: 1, denominator: 2, value: 0.5, open: 1 },
  ]);
  expect(all.days).toHaveLength(30);
  expect(all.days.slice(-3)).toEqual([
    { day: '2026-02-28', numerator: 1, denominator: 2, value: 0.5, open: 1 },
    { day: '2026-03-01', numerator: 0, denominator: 0, open: 0 },
    { day: DAY, numerator: 1, denominator: 1, value: 1, open: 0 },
  ]);
  expect(newcomers).toEqual([]); // who begins a payment is no newcomer
});

/** A payment of some way and day, and what is told of it: one that was cancelled or had failed may succeed after all. */
const payment = fc
  .record({
    way: fc.constantFrom(card, tenge),
    day: fc.constantFrom('2026-02-28', '2026-03-01', DAY),
    statuses: fc.constantFrom([], ['succeeded'], ['failed'], ['cancelled'], ['cancelled', 'succeeded']),
  })
  .map(({ way, day, statuses }) => ({
    way,
    day,
    last: statuses.at(-1),
    told: [ofBegun(way), ...statuses.map((status, index) => ends(way, status, statuses[index - 1] ?? 'pending'))],
  }));

it('counts each payment where it ended, in whatever order and split we hear', () => {
  fc.assert(
    fc.property(fc.array(payment), fc.infiniteStream(fc.nat()), (payments, dice) => {
      const told = payments
        .flatMap(({ day, told }) => told.map((counts) => ({ counts, cohort: day, die: dice.next().value })))
        .sort((one, other) => one.die - other.die);
      const cut = dice.next().value % (told.length + 1);
      const before = carried(undefined, '2026-03-01', told.slice(0, cut));
      const shown = paymentSuccess({ day: DAY, ...carried(before, DAY, told.slice(cut)) });
      const count = (some: typeof payments, ...lasts: (string | undefined)[]) =>
        some.filter(({ last }) => lasts.includes(last)).length;
      const figures = (some: typeof payments) => ({
        numerator: count(some, 'succeeded'),
        denominator: count(some, 'succeeded', 'failed', 'cancelled'),
        open: count(some, undefined),
      });
      expect(shown).toMatchObject(figures(payments));
      for (const one of shown.days) expect(one).toMatchObject(figures(payments.filter(({ day }) => day === one.day)));
      for (const one of shown.ways)
        expect(one).toMatchObject(figures(payments.filter(({ way }) => way.gateway === one.gateway)));
    }),
  );
});

const clock = (instant: string) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) });
afterEach(() => void vi.useRealTimers());
const way = { id: 'pay_1', ...card, gateway: 'stripe', begunAt: '2026-02-27T22:00:00.000Z' } as const;
const begun = paymentBegun.raise(way);
const ended = paymentEnded.raise({ ...way, before: 'pending', status: 'succeeded', at: way.begunAt });

it('hears of each once, and counts it to the day on which it was begun', async () => {
  clock('2026-02-28T12:00:00Z');
  for (const event of [ended, ended]) await deliver(onPaymentEnded, event);
  for (const event of [begun, begun]) await deliver(onPaymentBegun, event);
  clock('2026-03-01T00:10:00Z');
  await tick(count, '2026-03-01T00:10:00Z');
  const { counts, cohorts } = (await runningTotals.latest({ figure: 'running-totals' }))!;
  expect(counts).toEqual({ 'payment.begun.stripe.USD': 1, 'payment.succeeded.stripe.USD': 1 });
  expect(cohorts).toEqual([{ day: '2026-02-27', counts }]);
});

it.each([
  ['begins', () => stoppedAnywhere(onPaymentBegun, begun)],
  ['ends', () => stoppedAnywhere(onPaymentEnded, ended)],
])('that one %s is counted once, wherever it is stopped, and names nobody', async (_, hear) => {
  expect(await hear()).toBeGreaterThan(2);
  const added = (await rows()).filter(({ entity }) => entity === 'addition');
  expect(added).toHaveLength(1);
  expect(JSON.stringify(added)).not.toContain('pay_1');
});

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { share } from '#lambdas/insights/domain/figure';
import { ofOutcome, ofStanding } from '#lambdas/insights/domain/heard';
import { ofTotals } from '#lambdas/insights/domain/overview';
import { sum } from '#lambdas/insights/domain/tally';
import { handler as overview } from '#lambdas/insights/get-overview';
import { runningTotals } from '#lambdas/insights/records';
import type { Tally } from '#lambdas/insights/schemas';
import { admin, call, given } from '../kit/index.ts';
import { adminOf } from '../membership/admins.ts';
import { active } from './people.ts';

const clock = (instant: string) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) });
beforeEach(() => clock('2026-03-03T09:00:00Z'));
afterEach(() => void vi.useRealTimers());

const DAY = '2026-03-02';
const look = async () => {
  await adminOf('adm_1');
  const { status, body } = await call(overview, { as: admin('adm_1') });
  expect(status).toBe(200);
  return body;
};
const kept = (day: string, counts: Tally, cohorts: { day: string; counts: Tally }[] = []) =>
  given(runningTotals.add({ figure: 'running-totals', day, counts, cohorts, countedAt: `${day}T00:10:00.000Z` }));
const none = { abstinent7: false, abstinent30: false, prolonged: false, russell: false };
const settled = (months: 1 | 3 | 6 | 12, ...told: (Partial<typeof none> | 'missing')[]) =>
  told.map((one) => ofOutcome({ months, responded: one !== 'missing', ...none, ...(one !== 'missing' && one) }));

describe('of success', () => {
  it('shows every rate twice, with the follow-up rate, and says that nothing is verified', async () => {
    const all = [
      ...settled(1, { abstinent7: true, abstinent30: true, prolonged: true }, { abstinent7: true }, {}, 'missing'),
      ...settled(6, { prolonged: true, russell: true }, { russell: true }, 'missing', 'missing', 'missing'),
    ];
    await kept(DAY, sum(all));
    const { outcomes, quitSuccess, verification } = await look();
    expect(outcomes.map(({ months }) => months)).toEqual([1, 3, 6, 12]);
    const [one, three, six, twelve] = outcomes;
    const rates = (which = one!) =>
      Object.fromEntries(
        which.measures.map(({ measure, respondersOnly, missingIsSmoking }) => [
          measure,
          [respondersOnly.value, missingIsSmoking.value],
        ]),
      );
    expect(one!.followUp).toMatchObject({ numerator: 3, denominator: 4, value: 0.75 });
    expect(rates(one)).toEqual({ abstinent7: [0.6667, 0.5], abstinent30: [0.3333, 0.25], prolonged: [0.3333, 0.25] });
    expect(rates(six)).toMatchObject({ prolonged: [0.5, 0.2], russell: [1, 0.4] });
    expect(six!.followUp.value).toBe(0.4);
    expect(quitSuccess).toMatchObject({ numerator: 1, denominator: 5, value: 0.2, target: 0.5 });
    expect(rates(three)).toEqual({
      abstinent7: [undefined, undefined],
      abstinent30: [undefined, undefined],
      prolonged: [undefined, undefined],
    });
    expect(twelve!.measures.map(({ measure }) => measure)).toContain('russell');
    expect(verification).toMatch(/Self-reported/);
  });

  it('counts missing as smoking, so never more than of responders', () => {
    const told = fc.record({
      abstinent7: fc.boolean(),
      abstinent30: fc.boolean(),
      prolonged: fc.boolean(),
      russell: fc.boolean(),
    });
    const months = fc.constantFrom(1 as const, 3 as const, 6 as const, 12 as const);
    fc.assert(
      fc.property(fc.array(fc.tuple(months, fc.oneof(told, fc.constant('missing' as const)))), (all) => {
        const counts = sum(all.flatMap(([months, one]) => settled(months, one)));
        for (const { followUp, measures } of ofTotals({ day: DAY, counts, cohorts: [] }, {}).outcomes) {
          expect(followUp.numerator).toBeLessThanOrEqual(followUp.denominator);
          for (const { respondersOnly: some, missingIsSmoking: everybody } of measures) {
            expect(everybody.numerator).toBe(some.numerator);
            expect(some.numerator).toBeLessThanOrEqual(some.denominator);
            expect(everybody.value ?? 0).toBeLessThanOrEqual(some.value ?? 1);
          }
        }
      }),
    );
  });
});

describe('of what people have come to', () => {
  it('shows averages, money by currency and how far the logs can be trusted', async () => {
    const first = {
      people: 1,
      measured: 1,
      reductionPercent: 60,
      reduced50: 1,
      brinkmanAvoided: 10,
      cigarettesAvoided: 400,
    };
    const other = { ...first, reductionPercent: -20, reduced50: 0, brinkmanAvoided: 5, cigarettesAvoided: -40 };
    const told = { days: 10, logs: 8, backDated: 2, edited: 1, contradicted: 1 };
    const saved = (amountMinor: number, currency: string) => ({ moneySaved: [{ amountMinor, currency }] });
    await kept('2026-01-31', { 'standing.brinkmanAvoided': 4 });
    await kept(
      DAY,
      sum([
        ofStanding({ ...first, ...told, ...saved(900, 'KZT') }),
        ofStanding({ ...other, ...told, ...saved(-50, 'EUR') }),
      ]),
    );
    const body = await look();
    expect(body).toMatchObject({
      countedThrough: DAY,
      reduction: { numerator: 40, denominator: 2, value: 20 },
      reducedByHalf: { numerator: 1, denominator: 2, value: 0.5 },
      brinkmanAvoided: { numerator: 15, denominator: 2, value: 7.5, lately: 11 },
      cigarettesAvoided: { numerator: 360, denominator: 2, value: 180 },
      moneySaved: {
        people: 2,
        amounts: [
          { amountMinor: -50, currency: 'EUR' },
          { amountMinor: 900, currency: 'KZT' },
        ],
      },
      accuracy: {
        logged: { numerator: 16, denominator: 20, value: 0.8 },
        backDated: { numerator: 4, denominator: 16, value: 0.25 },
        edited: { numerator: 2, denominator: 16, value: 0.125 },
        contradicted: { numerator: 2, denominator: 16, value: 0.125 },
      },
    });
  });
});

describe('of newcomers', () => {
  it('leaves those out of the first plans whose 48 hours are not over', async () => {
    const cohort = (day: string, signedUp: number, profile: number, plan: number) => ({
      day,
      counts: { 'client.signedUp': signedUp, 'client.profile': profile, 'client.plan': plan },
    });
    const cohorts = [cohort('2026-02-28', 4, 3, 3), cohort('2026-03-01', 2, 1, 1), cohort('2026-03-02', 1, 0, 0)];
    const earlier = { 'client.signedUp': 10, 'client.profile': 5, 'client.plan': 5 };
    await kept(DAY, sum([earlier, ...cohorts.map(({ counts }) => counts)]), cohorts);
    const { activation, firstPlan, newcomers } = await look();
    expect(activation).toMatchObject({ numerator: 9, denominator: 17, value: 0.5294, target: 0.9 });
    expect(firstPlan).toMatchObject({ numerator: 8, denominator: 14, value: 0.5714, target: 0.7 });
    expect(newcomers).toEqual([
      { day: '2026-02-28', signedUp: 4, profile: 3, plan: 3 },
      { day: '2026-03-01', signedUp: 2, profile: 1, plan: 1 },
      { day: '2026-03-02', signedUp: 1, profile: 0, plan: 0 },
    ]);
  });
});

describe('over nobody', () => {
  it('nothing is known, and nothing is 0', async () => {
    const body = await look();
    const values = JSON.stringify(body).match(/"(value|countedThrough|lately)":/g);
    expect(values).toBeNull();
    expect(body.moneySaved).toMatchObject({ people: 0, amounts: [] });
  });

  it.each([
    [0, 0, undefined],
    [3, 0, undefined],
    [3, -1, undefined],
    [0, 3, 0],
    [2, 3, 0.6667],
    [-1, 3, -0.3333],
  ])('%i of %i is %s', (numerator, denominator, value) => {
    expect(share(numerator, denominator).value).toBe(value);
  });
});

it('says of every figure what it means and how fresh it is', async () => {
  await kept(DAY, {});
  const figures = (one: unknown): object[] =>
    typeof one !== 'object' || one === null
      ? []
      : [
          ...('numerator' in one || 'amounts' in one || 'today' in one ? [one] : []),
          ...Object.values(one).flatMap(figures),
        ];
  const { outcomes, ...body } = await look();
  const all = figures(body);
  expect(all.length).toBeGreaterThan(15);
  for (const one of all)
    expect(one).toMatchObject({
      definition: expect.stringMatching(/\w+/),
      freshness: expect.stringMatching(/counted/i),
    });
  for (const { followUp, measures } of outcomes)
    for (const one of [followUp, ...measures]) expect(one.definition).toMatch(/\w+/);
});

it('ends registrations with today, as it is now', async () => {
  await active('2026-03-03', { per_1: '2026-03-03', per_2: '2026-01-01' });
  const { registrations: all } = await look();
  expect(all.days.at(-1)).toEqual({ from: '2026-03-03', registered: 1 });
  expect(all.weeks.at(-1)).toEqual({ from: '2026-03-02', registered: 1 });
  expect(all.months.at(-1)).toEqual({ from: '2026-03-01', registered: 1 });
});

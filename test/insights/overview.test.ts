import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { share } from '#lambdas/insights/domain/figure';
import { ofStanding } from '#lambdas/insights/domain/heard';
import { sum } from '#lambdas/insights/domain/tally';
import { active } from './people.ts';
import { DAY, kept, look } from './seen.ts';

const clock = (instant: string) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) });
beforeEach(() => clock('2026-03-03T09:00:00Z'));
afterEach(() => void vi.useRealTimers());

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
    const unmeasured = {
      ...first,
      measured: 0,
      reductionPercent: 0,
      reduced50: 0,
      brinkmanAvoided: 0,
      cigarettesAvoided: 0,
    };
    const silent = { days: 0, logs: 0, backDated: 0, edited: 0, contradicted: 0, moneySaved: [] };
    await kept('2026-01-31', { 'standing.brinkmanAvoided': 4 });
    await kept(
      DAY,
      sum([
        ofStanding({ ...first, ...told, ...saved(900, 'KZT') }),
        ofStanding({ ...other, ...told, ...saved(-50, 'EUR') }),
        ofStanding({ ...unmeasured, ...silent }),
      ]),
    );
    const body = await look();
    expect(body).toMatchObject({
      countedThrough: DAY,
      reduction: { numerator: 40, denominator: 2, value: 20 },
      reducedByHalf: {
        respondersOnly: { value: 0.5 },
        missingIsSmoking: { value: 0.3333 },
        followUp: { value: 0.6667 },
      },
      brinkmanAvoided: { numerator: 15, denominator: 3, value: 5, lately: 11 },
      cigarettesAvoided: { numerator: 360, denominator: 3, value: 120 },
      moneySaved: {
        people: 3,
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
  /** What holds something counted, and is no part of what says so. */
  const figures = (one: unknown): object[] => {
    if (typeof one !== 'object' || one === null) return [];
    const isFigure = ['numerator', 'respondersOnly', 'amounts', 'today', 'weeks'].some((field) => field in one);
    return isFigure ? [one] : Object.values(one).flatMap(figures);
  };
  const all = figures(await look());
  expect(all.length).toBeGreaterThan(25);
  for (const one of all)
    expect(one).toMatchObject({
      definition: expect.stringMatching(/\w+/),
      freshness: expect.stringMatching(/counted/i),
    });
});

it('ends registrations with today, as it is now', async () => {
  await active('2026-03-03', { per_1: '2026-03-03', per_2: '2026-01-01' });
  const { registrations: all } = await look();
  expect(all.days.at(-1)).toEqual({ from: '2026-03-03', registered: 1 });
  expect(all.weeks.at(-1)).toEqual({ from: '2026-03-02', registered: 1 });
  expect(all.months.at(-1)).toEqual({ from: '2026-03-01', registered: 1 });
});

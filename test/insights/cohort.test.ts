import { afterEach, describe, expect, it, vi } from 'vitest';
import { ofAge, windowOf } from '#lambdas/insights/domain/cohort';
import { handler as night } from '#lambdas/insights/every-night-count-activity';
import { handler as overview } from '#lambdas/insights/get-overview';
import { beginnings, dailyFigures, runningTotals } from '#lambdas/insights/records';
import { dayAfter } from '#shared/time';
import { admin, call, given, tick } from '../kit/index.ts';
import { adminOf } from '../membership/admins.ts';
import { active } from './people.ts';

const clock = (instant: string) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) });
afterEach(() => void vi.useRealTimers());

const C = '2026-01-01';
const on = (count: number) => dayAfter(C, count);
const totals = () => runningTotals.list({ figure: 'running-totals' });
const counts = async (day: string) => (await runningTotals.get({ figure: 'running-totals', day }))?.counts;

/** A, B and D sign up on the same day, E on the next; these are the days after C on which they came. */
const came: Readonly<Record<string, readonly number[]>> = {
  per_a: [0, 1, 2, 7, 24, 91],
  per_b: [0, 8, 23, 54, 60],
  per_d: [0, 30, 31],
  per_e: [1, 24],
};

it('who stayed is counted when a cohort comes of age, of the seven days that end then', {
  timeout: 60_000,
}, async () => {
  for (const [person, days] of Object.entries(came))
    for (const day of days) await active(on(day), { [person]: on(days[0]!) });
  await given(beginnings.add({ figure: 'daily-activity', day: C }));
  for (const count of [31, 61, 92, 92]) {
    clock(`${on(count)}T00:10:00Z`);
    await tick(night, `${on(count)}T00:10:00Z`);
  }
  expect(await totals()).toHaveLength(92);
  const [january, april] = await Promise.all(
    [on(29), on(91)].map((day) => dailyFigures.get({ figure: 'daily-activity', day })),
  );
  expect([january?.weekly, january?.monthly, april?.weekly, april?.monthly]).toEqual([3, 4, 1, 1]);

  expect(await counts(on(6))).toEqual({});
  expect(await counts(on(7))).toEqual({ 'cohort.7.people': 3, 'cohort.7.active': 1, 'cohort.7.days': 3 });
  expect(await counts(on(29))).not.toHaveProperty('cohort.30.people');
  expect(await counts(on(30))).toMatchObject({ 'cohort.30.people': 3, 'cohort.30.active': 2, 'cohort.30.days': 2 });
  expect(await counts(on(60))).toMatchObject({ 'cohort.60.people': 3, 'cohort.60.active': 1, 'cohort.60.days': 2 });

  await adminOf('adm_1');
  const { status, body } = await call(overview, { as: admin('adm_1') });
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      countedThrough: on(91),
      weekOne: { numerator: 3, denominator: 28, value: 0.1071, target: 0.5 },
      retention: [
        { after: 30, numerator: 2, denominator: 4, value: 0.5 },
        { after: 60, numerator: 1, denominator: 4, value: 0.25 },
        { after: 90, numerator: 0, denominator: 4, value: 0 },
      ],
      weeklyActive: { value: 1 },
      monthlyActive: { value: 1, target: 100_000 },
    },
  });
  const january1 = body.registrations.months.find(({ from }) => from === '2026-01-01');
  expect(january1?.registered).toBe(4);
});

describe('a cohort', () => {
  it('comes of age after 7, 30, 60 and 90 days, each window with the seven days up to then', () => {
    for (const { after, cohort, window } of ofAge('2026-04-01')) {
      expect(dayAfter(cohort, after)).toBe('2026-04-01');
      expect([window.length, window[0], window.at(-1)]).toEqual([7, '2026-03-26', '2026-04-01']);
    }
    expect(ofAge('2026-04-01').map(({ after }) => after)).toEqual([7, 30, 60, 90]);
  });

  it('counts a person once, and each of their days', () => {
    const markers = ['per_1', 'per_1', 'per_2'].map((person) => ({ person, since: C }));
    expect(windowOf(30, 5, markers)).toEqual({ 'cohort.30.people': 5, 'cohort.30.active': 2, 'cohort.30.days': 3 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RULES, type Standing } from '#lambdas/achievements/domain/rules';
import { earned, shown } from '#lambdas/achievements/domain/shelf';
import { MILESTONES } from '#lambdas/cessation/index';

const nothing: Standing = {
  logs: 0,
  resisted: 0,
  currentDays: 0,
  longestDays: 0,
  cigarettesAvoided: 0,
  moneySaved: [],
  hasLapsed: false,
};
const money = (amountMinor: number, currency = 'EUR') => ({ moneySaved: [{ amountMinor, currency }] });

describe('a standing', () => {
  it.each([
    ['the first log', { logs: 1 }, ['first-log']],
    ['a week of logs', { logs: 7 }, ['first-log', 'logs-7']],
    ['29 logs', { logs: 29 }, ['first-log', 'logs-7']],
    ['ten cravings', { resisted: 10 }, ['first-craving-resisted', 'cravings-resisted-10']],
    ['23 hours', { currentStreakHours: 23.9 }, []],
    ['24 hours', { currentStreakHours: 24 }, ['smoke-free-24-hours']],
    ['a day, by the calendar alone', { currentDays: 1 }, ['smoke-free-24-hours']],
    ['three days, once', { longestDays: 3 }, ['smoke-free-24-hours', 'smoke-free-3-days']],
    ['99 cigarettes', { cigarettesAvoided: 99 }, []],
    ['more smoked than before', { cigarettesAvoided: -40 }, []],
    ['100 cigarettes', { cigarettesAvoided: 100 }, ['cigarettes-avoided-100']],
    ['49.99 €', money(49_99), []],
    ['50 €', money(50_00), ['money-saved-a-little']],
    ['250 $', money(250_00, 'USD'), ['money-saved-a-little', 'money-saved-more']],
    ['24,999.99 ₸', money(24_999_99, 'KZT'), []],
    ['25,000 ₸', money(25_000_00, 'KZT'), ['money-saved-a-little']],
    ['a currency without steps', money(1_000_000, 'CHF'), []],
    ['a lapse, two days ago', { hasLapsed: true, currentDays: 2 }, ['smoke-free-24-hours']],
    [
      'a lapse, three days ago',
      { hasLapsed: true, currentDays: 3 },
      ['smoke-free-24-hours', 'smoke-free-3-days', 'came-back'],
    ],
  ])('%s', (_, told, names) => expect(earned({ ...nothing, ...told }, [])).toEqual(names));

  it('of a year has all the days', () => {
    const days = earned({ ...nothing, longestDays: 365 }, []);
    expect(days).toEqual(RULES.map(({ achievement }) => achievement).filter((name) => name.startsWith('smoke-free')));
    expect(earned({ ...nothing, longestDays: 364 }, [])).not.toContain('smoke-free-1-year');
  });

  it('shows of several currencies the one that is nearest', () => {
    const moneySaved = [
      { amountMinor: 10_00, currency: 'EUR' },
      { amountMinor: 20_000_00, currency: 'KZT' },
    ];
    const found = shown([], { ...nothing, moneySaved }).find((one) => one.achievement === 'money-saved-a-little');
    expect(found?.progress).toEqual({ value: 20_000_00, target: 25_000_00, unit: 'money', currency: 'KZT' });
  });
});

it('names each once, and each asks for something', () => {
  expect(new Set(RULES.map(({ achievement }) => achievement)).size).toBe(RULES.length);
  expect(earned(nothing, [])).toEqual([]);
});

const onShelf = (achievement: string) => ({ id: 'ach_1', achievement, at: '2026-01-02T00:00:00.000Z' });
const figure = fc.integer({ min: 0, max: 6_000 });
const standing: fc.Arbitrary<Standing> = fc.record({
  logs: figure,
  resisted: figure,
  currentDays: figure,
  longestDays: figure,
  cigarettesAvoided: fc.integer({ min: -100, max: 6_000 }),
  moneySaved: fc
    .subarray(['EUR', 'KZT', 'CHF'])
    .chain((all) =>
      fc.tuple(...all.map((currency) => figure.map((minor) => ({ amountMinor: minor * 100, currency })))),
    ),
  hasLapsed: fc.boolean(),
});

it('unlocks each once, in whatever order somebody comes to it, and takes none back', () => {
  fc.assert(
    fc.property(fc.array(standing, { maxLength: 6 }), (life) => {
      const live = (some: readonly Standing[]) => {
        const held: string[] = [];
        for (const now of some) held.push(...earned(now, held.map(onShelf)));
        return held;
      };
      const [forth, back] = [live(life), live(life.toReversed())];
      expect(new Set(forth).size).toBe(forth.length);
      expect(forth.toSorted()).toEqual(back.toSorted());
      expect(live([...life, ...life])).toEqual(forth);
    }),
  );
});

it('shows all there is, each unlocked or on its way', () => {
  fc.assert(
    fc.property(standing, (now) => {
      const held = earned(now, []).map(onShelf);
      const all = shown(held, now);
      expect(all.map(({ achievement }) => achievement)).toEqual(RULES.map(({ achievement }) => achievement));
      for (const { achievement, unlockedAt, progress } of all) {
        expect(unlockedAt !== undefined, achievement).toBe(held.some((one) => one.achievement === achievement));
        expect(progress === undefined || progress.value < progress.target, achievement).toBe(true);
      }
    }),
  );
});

it('what days without a cigarette unlock, a night looks for', () => {
  const targets = RULES.map(({ progress }) => progress(nothing))
    .filter((one) => one?.unit === 'days' || one?.unit === 'hours')
    .map((one) => (one!.unit === 'hours' ? one!.target / 24 : one!.target));
  expect(MILESTONES).toEqual(expect.arrayContaining([...new Set(targets)]));
});

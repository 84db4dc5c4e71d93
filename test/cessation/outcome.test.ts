import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '#lambdas/cessation/domain/outcome';
import type { OpenDay } from '#lambdas/cessation/figures-schemas';
import type { FollowUpAnswer } from '#lambdas/cessation/follow-up-schemas';
import { dayAfter } from '#shared/time';

/* Definitions: Hughes JR et al. Measures of abstinence in clinical trials: issues and recommendations. Nicotine Tob Res
 * 2003;5:13–25 (point prevalence over 7 days; prolonged abstinence after two weeks of grace, failed by 7 days on end or by
 * smoking in each of two weeks on end). West R et al. Outcome criteria in smoking cessation trials: proposal for a common
 * standard. Addiction 2005;100:299–303 (at most five cigarettes since the grace; whoever does not answer smokes). */

const quitDate = '2026-01-01';
const clean: FollowUpAnswer = {
  smokedLast7Days: false,
  smokedLast30Days: false,
  cigarettesSinceGrace: 0,
  wasBack: false,
};
const answered = (answer: Partial<FollowUpAnswer> = {}, answeredOn = '2026-07-01') => ({
  months: 6 as const,
  answer: { ...clean, ...answer },
  answeredOn,
});
const on = (date: string, logged: number): OpenDay => ({ date, logged, slips: 0 });
const smokedOn = (from: string, count: number, cigarettes = 1) =>
  Array.from({ length: count }, (_, day) => on(dayAfter(from, day), cigarettes));
const outcome = (answer: Partial<FollowUpAnswer>, told: readonly OpenDay[] = []) =>
  outcomeOf({ quitDate }, answered(answer), told);

describe('an outcome', () => {
  it('without an answer is smoking, whatever was logged', () => {
    const free = Array.from({ length: 180 }, (_, day) => on(dayAfter(quitDate, day), 0));
    const failed = { abstinent7: false, abstinent30: false, prolonged: false, contradicted: false };
    const none = { answer: undefined, answeredOn: undefined };
    expect(outcomeOf({ quitDate }, { months: 6, ...none }, free)).toEqual({
      responded: false,
      ...failed,
      russell: false,
    });
    expect(outcomeOf({ quitDate }, { months: 3, ...none }, free)).toEqual({ responded: false, ...failed });
  });

  const all = {
    responded: true,
    abstinent7: true,
    abstinent30: true,
    prolonged: true,
    russell: true,
    contradicted: false,
  };
  it.each<[string, Partial<FollowUpAnswer>, OpenDay[], Partial<typeof all>]>([
    ['nothing smoked', {}, [], {}],
    ['a slip within the two weeks of grace is forgiven', {}, [on('2026-01-14', 20)], {}],
    ['five cigarettes since the grace', { cigarettesSinceGrace: 5 }, [], {}],
    ['six cigarettes since the grace', { cigarettesSinceGrace: 6 }, [], { russell: false }],
    [
      'one a fortnight ago, by the answer',
      { smokedLast30Days: true, cigarettesSinceGrace: 1 },
      [],
      { abstinent30: false },
    ],
    [
      'one yesterday that only the log knows',
      {},
      [on('2026-06-30', 1)],
      { abstinent7: false, abstinent30: false, contradicted: true },
    ],
    [
      'a week of which every day was logged without, against the answer',
      { smokedLast7Days: true, smokedLast30Days: true, cigarettesSinceGrace: 1 },
      smokedOn('2026-06-24', 7, 0),
      { abstinent30: false, contradicted: true },
    ],
    [
      'in each of two weeks on end after the grace',
      { cigarettesSinceGrace: 2 },
      [on('2026-01-20', 1), on('2026-01-24', 1)],
      { prolonged: false, contradicted: true },
    ],
    ['in two weeks with one between', { cigarettesSinceGrace: 2 }, [on('2026-01-20', 1), on('2026-02-03', 1)], {}],
    [
      'seven days on end',
      { cigarettesSinceGrace: 7, wasBack: true },
      smokedOn('2026-03-01', 7),
      { prolonged: false, russell: false },
    ],
  ])('%s', (_, answer, told, differs) => expect(outcome(answer, told)).toEqual({ ...all, ...differs }));

  it('of an attempt that has ended is no lasting success, even where nobody smokes any more', () => {
    expect(outcomeOf({ quitDate, endedOn: '2026-02-01' }, answered(), [])).toMatchObject({
      abstinent7: true,
      prolonged: false,
      russell: false,
    });
  });

  const history = fc.uniqueArray(
    fc.record({ back: fc.integer({ min: 1, max: 180 }), cigarettes: fc.integer({ min: 0, max: 2 }) }),
    { selector: ({ back }) => back, maxLength: 60 },
  );
  const answers = fc.record({
    smokedLast7Days: fc.boolean(),
    smokedLast30Days: fc.boolean(),
    cigarettesSinceGrace: fc.integer({ min: 0, max: 8 }),
    wasBack: fc.boolean(),
  });

  it('does not depend on the order in which it was told, and no cigarette ever makes it better', () => {
    fc.assert(
      fc.property(history, answers, fc.integer({ min: 1, max: 180 }), (some, answer, back) => {
        const told = some.map(({ back, cigarettes }) => on(dayAfter('2026-07-01', -back), cigarettes));
        const was = outcome(answer, told);
        expect(outcome(answer, told.toReversed())).toEqual(was);
        const date = dayAfter('2026-07-01', -back);
        const worse = [...told.filter((day) => day.date !== date), on(date, 3)];
        const is = outcome(answer, worse);
        for (const measure of ['abstinent7', 'abstinent30', 'russell'] as const) {
          expect(Number(is[measure])).toBeLessThanOrEqual(Number(was[measure]));
        }
      }),
      { numRuns: 500 },
    );
  });
});

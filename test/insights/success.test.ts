import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ofOutcome } from '#lambdas/insights/domain/heard';
import { ofTotals } from '#lambdas/insights/domain/overview';
import { sum } from '#lambdas/insights/domain/tally';
import { DAY, kept, look } from './seen.ts';

const none = { abstinent7: false, abstinent30: false, prolonged: false, russell: false };
const settled = (months: 1 | 3 | 6 | 12, ...told: (Partial<typeof none> | 'missing')[]) =>
  told.map((one) => ofOutcome({ months, responded: one !== 'missing', ...none, ...(one !== 'missing' && one) }));

describe('success', () => {
  it('shows every rate twice, with the follow-up rate, and says that nothing is verified', async () => {
    const all = [
      ...settled(1, { abstinent7: true, abstinent30: true, prolonged: true }, { abstinent7: true }, {}, 'missing'),
      ...settled(6, { prolonged: true, russell: true }, { russell: true }, 'missing', 'missing', 'missing'),
    ];
    await kept(DAY, sum(all));
    const { outcomes, quitSuccess, reading } = await look();
    const rates = Object.fromEntries(
      outcomes.map(({ months, measures }) => [
        months,
        Object.fromEntries(
          measures.map(({ measure, respondersOnly, missingIsSmoking, followUp }) => [
            measure,
            [respondersOnly.value, missingIsSmoking.value, followUp.value],
          ]),
        ),
      ]),
    );
    const unknown = [undefined, undefined, undefined];
    expect(rates).toEqual({
      1: { abstinent7: [0.6667, 0.5, 0.75], abstinent30: [0.3333, 0.25, 0.75], prolonged: [0.3333, 0.25, 0.75] },
      3: { abstinent7: unknown, abstinent30: unknown, prolonged: unknown },
      6: { abstinent7: [0, 0, 0.4], abstinent30: [0, 0, 0.4], prolonged: [0.5, 0.2, 0.4], russell: [1, 0.4, 0.4] },
      12: { abstinent7: unknown, abstinent30: unknown, prolonged: unknown, russell: unknown },
    });
    expect(quitSuccess).toMatchObject({
      respondersOnly: { numerator: 1, denominator: 2, value: 0.5 },
      missingIsSmoking: { numerator: 1, denominator: 5, value: 0.2 },
      followUp: { numerator: 2, denominator: 5, value: 0.4 },
      verification: 'self-reported',
      target: 0.5,
    });
    expect(reading).toMatch(/self-reported/);
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
        const { outcomes } = ofTotals({ day: DAY, counts, cohorts: [] }, {});
        for (const { respondersOnly, missingIsSmoking, followUp } of outcomes.flatMap(({ measures }) => measures)) {
          expect(missingIsSmoking.numerator).toBe(respondersOnly.numerator);
          expect(respondersOnly.numerator).toBeLessThanOrEqual(respondersOnly.denominator);
          expect(followUp).toMatchObject({
            numerator: respondersOnly.denominator,
            denominator: missingIsSmoking.denominator,
          });
          expect(missingIsSmoking.value ?? 0).toBeLessThanOrEqual(respondersOnly.value ?? 1);
        }
      }),
    );
  });
});

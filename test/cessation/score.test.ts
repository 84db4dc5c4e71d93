import fc from 'fast-check';
import { expect, it } from 'vitest';
import { healthScore, type Standing } from '#lambdas/cessation/domain/score';

const standing: fc.Arbitrary<Standing> = fc
  .record({
    streak: fc.nat(800),
    smokeFree: fc.nat(800),
    more: fc.nat(800),
    reductionPercent: fc.integer({ min: -200, max: 100 }),
    brinkmanAtQuit: fc.nat(2_000),
    known: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  })
  .map(({ streak, smokeFree, more, reductionPercent, brinkmanAtQuit, known: [quit, logged, told] }) => ({
    streak: quit ? Math.min(streak, smokeFree) : undefined,
    smokeFree: quit ? smokeFree : undefined,
    days: quit ? smokeFree + more : undefined,
    reductionPercent: logged ? reductionPercent : undefined,
    brinkmanAtQuit: told ? brinkmanAtQuit : undefined,
  }));
const points = (some: Standing) =>
  new Map(healthScore(some)?.parts.map(({ part, points }) => [part, points] as const) ?? []);

it('longer without never lowers a part, nor the whole', () => {
  fc.assert(
    fc.property(standing, fc.integer({ min: 1, max: 400 }), (some, longer) => {
      fc.pre(some.streak !== undefined);
      const { streak = 0, smokeFree = 0, days = 0 } = some;
      const later = { ...some, streak: streak + longer, smokeFree: smokeFree + longer, days: days + longer };
      const [was, is] = [points(some), points(later)];
      for (const [part, value] of was) {
        if (value !== undefined) expect(is.get(part)).toBeGreaterThanOrEqual(value);
      }
      if (days > 0) expect(healthScore(later)!.score).toBeGreaterThanOrEqual(healthScore(some)!.score);
    }),
  );
});

it.each([
  ['reductionPercent', 1, 'reduction'],
  ['brinkmanAtQuit', -1, 'exposure'],
] as const)('%s that is better never lowers its part', (figure, sign, part) => {
  fc.assert(
    fc.property(standing, fc.nat(50), (some, by) => {
      const value = some[figure];
      fc.pre(value !== undefined && (some.streak !== undefined || some.reductionPercent !== undefined));
      const better = { ...some, [figure]: Math.min(sign > 0 ? 100 : 3_000, value! + sign * by) };
      expect(points(better).get(part)).toBeGreaterThanOrEqual(points(some).get(part)!);
    }),
  );
});

it('what is unknown takes no part, and is not 0', () => {
  const unknown = { streak: undefined, smokeFree: undefined, days: undefined };
  expect(healthScore({ ...unknown, reductionPercent: undefined, brinkmanAtQuit: 100 })).toBeUndefined();
  const half = healthScore({ ...unknown, reductionPercent: 50, brinkmanAtQuit: undefined })!;
  expect(half.score).toBe(50);
  expect(half.parts.filter(({ points }) => points === undefined)).toHaveLength(3);
});

it.each<[string, Standing, number]>([
  [
    'the first smoke-free day',
    { streak: 1, smokeFree: 1, days: 1, reductionPercent: undefined, brinkmanAtQuit: undefined },
    37,
  ],
  ['a year', { streak: 365, smokeFree: 365, days: 365, reductionPercent: 100, brinkmanAtQuit: 0 }, 100],
  [
    'a lapse today after a year',
    { streak: 0, smokeFree: 364, days: 365, reductionPercent: 100, brinkmanAtQuit: 600 },
    40,
  ],
])('%s', (_, some, score) => expect(healthScore(some)!.score).toBe(score));

it('lies between 0 and 100', () => {
  fc.assert(
    fc.property(standing, (some) => {
      const { score = 50 } = healthScore(some) ?? {};
      expect(score >= 0 && score <= 100).toBe(true);
    }),
  );
});

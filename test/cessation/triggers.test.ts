import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rankedTriggers } from '#lambdas/cessation/domain/triggers';
import { Craving } from '#lambdas/cessation/schemas';

const felt = (...triggers: Craving['trigger'][]) => triggers.map((trigger) => ({ trigger }));

it('puts the most frequent first, and leaves out what never was', () => {
  expect(rankedTriggers(felt('stress', 'meal', 'meal', 'coffee', 'coffee', 'coffee'))).toEqual([
    'coffee',
    'meal',
    'stress',
  ]);
  expect(rankedTriggers(felt('stress', 'alcohol'))).toEqual(['alcohol', 'stress']);
  expect(rankedTriggers([])).toEqual([]);
});

it('is the same in whatever order they were told', () => {
  const cravings = fc.array(fc.constantFrom(...Craving.shape.trigger.options), { maxLength: 30 });
  const both = cravings.chain((told) =>
    fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length })),
  );
  fc.assert(
    fc.property(both, ([told, shuffled]) => {
      const ranked = rankedTriggers(felt(...told));
      expect(rankedTriggers(felt(...shuffled))).toEqual(ranked);
      const times = ranked.map((trigger) => told.filter((one) => one === trigger).length);
      expect(times).toEqual(times.toSorted((one, other) => other - one));
      expect(new Set(ranked)).toEqual(new Set(told));
    }),
  );
});

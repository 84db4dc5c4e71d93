import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EDITION, RULES, strategyOf } from '#lambdas/cessation/domain/strategy';
import { EarlierAttempts, Motive, Readiness } from '#lambdas/cessation/profile-schemas';
import { Strategy, StrategyInputs, type StrategyLine } from '#lambdas/cessation/strategy-schemas';

type Input = keyof StrategyInputs;
const shape = StrategyInputs.shape;
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const arbitrary: { [I in Input]-?: fc.Arbitrary<StrategyInputs[I]> } = {
  cigarettesADay: fc.integer({ min: 1, max: 60 }),
  dependence: optional(fc.integer({ min: 0, max: 10 })),
  intention: optional(fc.constantFrom(...Readiness.shape.intention.options)),
  importance: optional(fc.integer({ min: 0, max: 10 })),
  confidence: optional(fc.integer({ min: 0, max: 10 })),
  motives: fc.subarray(Motive.options),
  triggers: fc.shuffledSubarray(shape.triggers.element.options),
  earlierAttempts: fc.integer({ min: 0, max: 6 }),
  longestDays: optional(fc.integer({ min: 0, max: 400 })),
  broughtBack: optional(fc.constantFrom(...EarlierAttempts.shape.broughtBack.unwrap().options)),
  method: fc.constantFrom(...shape.method.options),
  daysUntilQuit: fc.integer({ min: 0, max: 60 }),
};
const INPUTS = Object.keys(shape) as Input[];
const inputs = fc.record(arbitrary) as fc.Arbitrary<StrategyInputs>;
const byId = (lines: readonly StrategyLine[]) => new Map(lines.map((line) => [line.id, line]));

it.each(INPUTS)('another answer to %s changes the lines whose reason names it, and those only', (input) => {
  const flipped = fc
    .tuple(inputs, arbitrary[input] as fc.Arbitrary<unknown>)
    .filter(([one, other]) => JSON.stringify(one[input]) !== JSON.stringify(other));
  let changes = 0;
  fc.assert(
    fc.property(flipped, ([one, other]) => {
      const [before, after] = [one, { ...one, [input]: other }].map((each) => byId(strategyOf(each).lines));
      for (const id of new Set([...before!.keys(), ...after!.keys()])) {
        const [was, is] = [before!.get(id), after!.get(id)];
        const names = (was ?? is)!.because.some((reason) => reason.input === input);
        changes += Number(names);
        if (names) expect(is).not.toEqual(was);
        else expect(is).toEqual(was);
      }
    }),
    { numRuns: 300 },
  );
  expect(changes, 'some line that draws on it').toBeGreaterThan(0);
});

it('says of each line why, by what was told, and what is personal draws on triggers or history', () => {
  const own = new Set<Input>(['triggers', 'earlierAttempts', 'longestDays', 'broughtBack']);
  fc.assert(
    fc.property(inputs, (told) => {
      const { lines } = Strategy.parse(strategyOf(told));
      for (const { id, kind, because, text } of lines) {
        for (const { input, value } of because) expect(value, id).toEqual(told[input] ?? null);
        expect(
          because.some(({ input }) => own.has(input)),
          id,
        ).toBe(kind === 'personal');
        expect(text, id).not.toMatch(/undefined|NaN|\bmg\b/);
      }
      expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
      expect(strategyOf(structuredClone(told))).toEqual(strategyOf(told));
    }),
    { numRuns: 500 },
  );
});

it('has something for everybody in every part of the way, and each of its rules for somebody', () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(inputs, (told) => {
      const { lines } = strategyOf(told);
      for (const { id } of lines) met.add(id);
      const phases = lines.filter(({ kind }) => kind === 'basic').map(({ phase }) => phase);
      expect(new Set(phases)).toContain('prepare');
      expect(new Set(phases)).toContain('quit_day');
      expect(new Set(phases)).toContain('first_weeks');
    }),
    { numRuns: 2_000, seed: 7 },
  );
  expect([...met].sort()).toEqual(RULES.map(({ id }) => id).sort());
});

it('leaves dosing and diagnosis to those who may: whoever reads of medicines reads whom to ask', () => {
  fc.assert(
    fc.property(inputs, (told) => {
      for (const { text } of strategyOf(told).lines)
        if (/medicine|nicotine replacement|worr/i.test(text)) expect(text).toMatch(/doctor|pharmacist/);
    }),
    { numRuns: 500 },
  );
});

it('is edition 1: other words are another edition', () => {
  const some = fc.sample(inputs, { numRuns: 300, seed: 20 });
  const digest = createHash('sha256')
    .update(JSON.stringify(some.map((told) => strategyOf(told).lines)))
    .digest('hex');
  expect([EDITION, digest.slice(0, 16)]).toEqual([1, '9375334560dcf67a']);
});

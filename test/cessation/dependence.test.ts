import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dependenceOf } from '#lambdas/cessation/domain/dependence';
import { Dependence, DependenceAnswers } from '#lambdas/cessation/profile-schemas';

/* Points and items: Heatherton TF, Kozlowski LT, Frecker RC, Fagerström KO. The Fagerström Test for Nicotine Dependence: a
   revision of the Fagerström Tolerance Questionnaire. Br J Addict 1991;86:1119–1127,
   doi:10.1111/j.1360-0443.1991.tb01879.x. */

const least = {
  firstCigarette: 'after_60_minutes',
  hardWhereForbidden: false,
  hardestToGiveUp: 'any_other',
  moreInTheMorning: false,
  whenIllInBed: false,
} as const;
const most = {
  firstCigarette: 'within_5_minutes',
  hardWhereForbidden: true,
  hardestToGiveUp: 'first_of_the_day',
  moreInTheMorning: true,
  whenIllInBed: true,
} as const;

it.each([
  ['nothing', least, 10, 0, 0],
  ['all of it', most, 31, 10, 6],
  ['within 5 minutes', { ...least, firstCigarette: 'within_5_minutes' }, 1, 3, 3],
  ['6 to 30 minutes', { ...least, firstCigarette: '6_to_30_minutes' }, 1, 2, 2],
  ['31 to 60 minutes', { ...least, firstCigarette: '31_to_60_minutes' }, 1, 1, 1],
  ['11 a day', least, 11, 1, 1],
  ['20 a day', least, 20, 1, 1],
  ['21 a day', least, 21, 2, 2],
  ['30 a day', least, 30, 2, 2],
  ['31 a day', least, 31, 3, 3],
  ['hard where it is forbidden', { ...least, hardWhereForbidden: true }, 5, 1, 0],
  ['the first of the day', { ...least, hardestToGiveUp: 'first_of_the_day' }, 5, 1, 0],
  ['more in the morning', { ...least, moreInTheMorning: true }, 5, 1, 0],
  ['even ill in bed', { ...least, whenIllInBed: true }, 5, 1, 0],
  [
    '15 a day, after 10 minutes, the first one',
    { ...most, whenIllInBed: false, hardWhereForbidden: false, firstCigarette: '6_to_30_minutes' },
    15,
    5,
    3,
  ],
] as const)('%s', (_, answers, aDay, ftnd, hsi) => {
  expect(dependenceOf(answers, aDay)).toMatchObject({ ftnd: { score: ftnd }, hsi: { score: hsi } });
});

it('names its bands', () => {
  const bands = new Map<string, string>();
  fc.assert(
    fc.property(answers, fc.integer({ min: 1, max: 200 }), (told, aDay) => {
      const { ftnd, hsi } = Dependence.parse(dependenceOf(told, aDay));
      bands.set(`ftnd ${ftnd.score}`, ftnd.band);
      bands.set(`hsi ${hsi.score}`, hsi.band);
    }),
    { numRuns: 2_000, seed: 1 },
  );
  const of = (test: string, last: number) => Array.from({ length: last + 1 }, (_, at) => bands.get(`${test} ${at}`));
  const ftnd = ['very_low', 'very_low', 'very_low', 'low', 'low', 'medium', 'high', 'high'];
  expect(of('ftnd', 10)).toEqual([...ftnd, 'very_high', 'very_high', 'very_high']);
  expect(of('hsi', 6)).toEqual(['low', 'low', 'medium', 'medium', 'medium', 'high', 'high']);
});

const { firstCigarette, hardestToGiveUp } = DependenceAnswers.shape;
const answers: fc.Arbitrary<DependenceAnswers> = fc.record({
  firstCigarette: fc.constantFrom(...firstCigarette.options),
  hardWhereForbidden: fc.boolean(),
  hardestToGiveUp: fc.constantFrom(...hardestToGiveUp.options),
  moreInTheMorning: fc.boolean(),
  whenIllInBed: fc.boolean(),
});

it('never falls where somebody smokes more', () => {
  fc.assert(
    fc.property(answers, fc.integer({ min: 1, max: 199 }), fc.integer({ min: 0, max: 50 }), (told, aDay, more) => {
      const [less, others] = [dependenceOf(told, aDay), dependenceOf(told, aDay + more)];
      expect(others.ftnd.score).toBeGreaterThanOrEqual(less.ftnd.score);
      expect(others.hsi.score).toBeGreaterThanOrEqual(less.hsi.score);
      expect(less.ftnd.score - less.hsi.score).toBeGreaterThanOrEqual(0);
    }),
  );
});

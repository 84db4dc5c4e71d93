import type { Dependence, DependenceAnswers } from '../profile-schemas.ts';

/** Heatherton et al. 1991, one table for each item that has more than two answers. */
const FIRST_CIGARETTE: Readonly<Record<DependenceAnswers['firstCigarette'], number>> = {
  within_5_minutes: 3,
  '6_to_30_minutes': 2,
  '31_to_60_minutes': 1,
  after_60_minutes: 0,
};
const upTo = <Word>(table: readonly (readonly [last: number, word: Word])[], score: number): Word =>
  table.find(([last]) => score <= last)![1];

const A_DAY = [
  [10, 0],
  [20, 1],
  [30, 2],
  [Number.POSITIVE_INFINITY, 3],
] as const;

/** As the test is commonly read, after Fagerström, Heatherton and Kozlowski 1990. */
const FTND_BANDS = [
  [2, 'very_low'],
  [4, 'low'],
  [5, 'medium'],
  [7, 'high'],
  [10, 'very_high'],
] as const;

const HSI_BANDS = [
  [1, 'low'],
  [4, 'medium'],
  [6, 'high'],
] as const;

/** FTND from all six items, HSI from the two that weigh most: when the first cigarette is smoked, and how many. */
export function dependenceOf(answers: DependenceAnswers, cigarettesADay: number): Dependence {
  const hsi = FIRST_CIGARETTE[answers.firstCigarette] + upTo(A_DAY, cigarettesADay);
  const others = [
    answers.hardWhereForbidden,
    answers.hardestToGiveUp === 'first_of_the_day',
    answers.moreInTheMorning,
    answers.whenIllInBed,
  ];
  const ftnd = hsi + others.filter((yes) => yes).length;
  return {
    ftnd: { score: ftnd, band: upTo(FTND_BANDS, ftnd) },
    hsi: { score: hsi, band: upTo(HSI_BANDS, hsi) },
  };
}

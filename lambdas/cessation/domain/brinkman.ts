import { daysBetween } from '#shared/time';
import type { Progress, Summary } from '../figures-schemas.ts';

const YEAR = 365.25;

type Smoking = NonNullable<Progress['smoking']>;

/** Brinkman & Coates 1963, with the bands of C-14: cigarettes a day × years of smoking. It cannot fall, so what counts is
 *  how much of what it would be was not smoked. */
export function brinkman(
  { cigarettesADay, smokingSince }: Smoking,
  quitDate: string,
  today: string,
  cigarettesAvoided: number,
): NonNullable<Summary['brinkman']> {
  const index = (at: string) => Math.round((cigarettesADay * Math.max(0, daysBetween(smokingSince, at))) / YEAR);
  const atQuit = index(quitDate);
  const band = atQuit < 200 ? '0-199' : atQuit < 600 ? '200-599' : '600+';
  return { atQuit, band, at: quitDate, projected: index(today), avoided: Math.round(cigarettesAvoided / YEAR) + 0 };
}

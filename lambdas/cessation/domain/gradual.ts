import { daysBetween } from '#shared/time';

interface Reduction {
  readonly baseline: number;
  readonly from: string;
  readonly quitDate: string;
}

/** How many cigarettes a day may have: in even steps from the baseline on the first day to none on the quit date. It
 *  never rises, and before the quit date it is at least one. */
export function targetOn(day: string, { baseline, from, quitDate }: Reduction): number {
  if (day >= quitDate) return 0;
  if (day <= from) return baseline;
  return Math.ceil((baseline * daysBetween(day, quitDate)) / daysBetween(from, quitDate));
}

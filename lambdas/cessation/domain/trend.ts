import { daysBetween } from '#shared/time';
import type { Trend } from '../figures-schemas.ts';

/** So many of the last logged days are looked at. */
export const LOOKED_AT = 28;
const ENOUGH = 7;
/** Of the normal distribution: between minus and plus this lie 95 %. */
const Z95 = 1.96;

interface Point {
  readonly date: string;
  readonly cigarettes: number;
}

/** Theil 1950, its interval by Sen 1968: the middle of the slopes between every two days, so that one bad day does not
 *  make a trend. Silent where there is too little to say. */
export function trendOf(logs: readonly Point[]): Trend {
  const points = [...logs].sort((one, other) => (one.date < other.date ? -1 : 1));
  const known = { logs: points.length, from: points[0]?.date, to: points.at(-1)?.date };
  if (points.length < ENOUGH) return known;
  const slopes = points
    .flatMap((one, index) =>
      points.slice(index + 1).map((other) => (other.cigarettes - one.cigarettes) / daysBetween(one.date, other.date)),
    )
    .sort((one, other) => one - other);
  const width = Z95 * Math.sqrt(variance(points));
  const count = slopes.length;
  const [low, high] = [Math.floor((count - width) / 2), Math.ceil((count + width) / 2) + 1];
  const ranked = (rank: number) => slopes[Math.min(count, Math.max(1, rank)) - 1]!;
  const middle = (slopes[(count - 1) >> 1]! + slopes[count >> 1]!) / 2;
  return { ...known, perWeek: { change: week(middle), low: week(ranked(low)), high: week(ranked(high)) } };
}

/** Of Kendall's S, with its correction for days alike in their count. */
function variance(points: readonly Point[]): number {
  const part = (count: number) => count * (count - 1) * (2 * count + 5);
  const alike = [...Map.groupBy(points, ({ cigarettes }) => cigarettes).values()];
  return (part(points.length) - alike.reduce((sum, { length }) => sum + part(length), 0)) / 18;
}

/** To a tenth of a cigarette, up and down alike. */
const week = (perDay: number) => (Math.sign(perDay) * Math.round(Math.abs(perDay) * 70)) / 10 + 0;

import { dayAfter, daysBetween } from '#shared/time';
import type { Activity, DailyFigures } from '../schemas.ts';

export const FIGURE = 'daily-activity';
/** So many days are shown one by one. */
export const SPAN = 30;
const WEEK = 7;
export const MONTH = 30;

/** A marker a person and day; with each, the day on which they signed up. */
export interface Marker {
  readonly person: string;
  readonly since: string;
}

export function counted(day: string, active: readonly Marker[]): Activity {
  const newcomers = active.filter(({ since }) => since === day).length;
  return { day, active: active.length, newcomers, returning: active.length - newcomers };
}

export type Reach = Activity & Pick<DailyFigures, 'weekly' | 'monthly'>;
export const nobody = (day: string): Reach => ({ ...counted(day, []), weekly: 0, monthly: 0 });

/** How many there were on the last day of a window, in its last week, and in all of it: each person once. */
export function reached(day: string, window: readonly (readonly Marker[])[]): Reach {
  const people = (length: number) =>
    new Set(window.slice(-length).flatMap((markers) => markers.map(({ person }) => person))).size;
  return { ...counted(day, window.at(-1) ?? []), weekly: people(WEEK), monthly: people(MONTH) };
}

/** Everybody has one shard: what is counted in each adds up. */
export const together = (one: Reach, other: Reach): Reach => ({
  day: one.day,
  active: one.active + other.active,
  newcomers: one.newcomers + other.newcomers,
  returning: one.returning + other.returning,
  weekly: one.weekly + other.weekly,
  monthly: one.monthly + other.monthly,
});

/** So many days on the calendar that end on this one, oldest first. */
export const daysUpTo = (day: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => dayAfter(day, index + 1 - count));

/** The days that are over and not counted, oldest first: after the last that is; before any was, from the first day on
 *  of which there is something to count. */
export function uncounted(yesterday: string, last: string | undefined, begun?: string): string[] {
  const first = last === undefined ? (begun ?? yesterday) : dayAfter(last, 1);
  const missed = daysBetween(first, yesterday) + 1;
  return daysUpTo(yesterday, last === undefined ? Math.max(1, missed) : Math.max(0, missed));
}

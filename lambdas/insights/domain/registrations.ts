import { dayAfter, daysBetween } from '#shared/time';
import type { Activity, Period } from '../schemas.ts';
import { SPAN } from './activity.ts';

const A_MONDAY = '1970-01-05';
const WEEKS = 12;
const MONTHS = 12;

const mondayOf = (day: string) => dayAfter(day, -(((daysBetween(A_MONDAY, day) % 7) + 7) % 7));
const firstOf = (day: string) => `${day.slice(0, 7)}-01`;

/** The first of the month so many months before. */
function monthsBefore(day: string, count: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

/** The first day of which registrations are shown. */
export const shownFrom = (today: string) => monthsBefore(today, MONTHS - 1);

/** Who signed up, by day, week and month; the last of each is not over. */
export function registrations(days: readonly Pick<Activity, 'day' | 'newcomers'>[], today: string) {
  const grouped = (startOf: (day: string) => string, starts: readonly string[]): Period[] => {
    const byStart = Map.groupBy(days, ({ day }) => startOf(day));
    return starts.map((from) => ({
      from,
      registered: (byStart.get(from) ?? []).reduce((total, { newcomers }) => total + newcomers, 0),
    }));
  };
  const last = (count: number, before: (ago: number) => string) =>
    Array.from({ length: count }, (_, index) => before(count - 1 - index));
  const monday = mondayOf(today);
  return {
    days: grouped(
      (day) => day,
      last(SPAN, (ago) => dayAfter(today, -ago)),
    ),
    weeks: grouped(
      mondayOf,
      last(WEEKS, (ago) => dayAfter(monday, -7 * ago)),
    ),
    months: grouped(
      firstOf,
      last(MONTHS, (ago) => monthsBefore(today, ago)),
    ),
  };
}

import * as z from 'zod';

const KNOWN_YEARS = /^(19|2[01])/;

/** As they lie in the table, and as most clients send them: there is nothing to rewrite. */
const WRITTEN_SO = /\.\d{3}Z$/;

/** A moment, always written the same way (UTC, to the millisecond), so that strings sort as time does.
 *  `abort` keeps what is no moment away from the rewriting, which would throw. */
export const Instant = z.iso
  .datetime({ offset: true, abort: true })
  .overwrite((text) => (WRITTEN_SO.test(text) ? text : new Date(text).toISOString()))
  .refine((text) => KNOWN_YEARS.test(text), 'Not a year we know');

/** An IANA zone that this platform's calendar knows. */
export const Zone = z.string().max(64).refine(isZone, 'No time zone of that name');

/** An offset such as `+05:00` is no zone: it knows nothing of summer time. */
function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && calendar(name) !== undefined;
  } catch {
    return false;
  }
}

/** A date on somebody's calendar. */
export const Day = z.iso.date().refine((text) => KNOWN_YEARS.test(text), 'Not a year we know');

/** So many minutes, hours or days (of 24 hours), in milliseconds. */
export const minutes = (count: number) => count * 60_000;
export const hours = (count: number) => minutes(60 * count);
export const days = (count: number) => hours(24 * count);

/** Swedes write a date as ISO 8601 does. */
const calendars = new Map<string, Intl.DateTimeFormat>();
function calendar(zone: string): Intl.DateTimeFormat {
  const known = calendars.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  calendars.set(zone, made);
  return made;
}

/** The date that a calendar in that zone shows at that moment. */
export const dayIn = (zone: string, instant: string | Date) => calendar(zone).format(new Date(instant));

/** The date so many days later (or, below zero, earlier) on the calendar. */
export const dayAfter = (day: string, count: number) =>
  new Date(Date.parse(day) + days(count)).toISOString().slice(0, 10);

/** How many days on the calendar from one date to another; below zero when the other is earlier. */
export const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / days(1);

/** The date so many months later on the calendar; where that month is too short, its last day. */
export function monthsAfter(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The moment at which a date begins where that zone's clocks are: midnight, or where the clocks jump over midnight, when
 *  they land. To the minute, since no zone of our time changes in between. */
export function dayStart(zone: string, day: string): Date {
  const isThere = (at: number) => dayIn(zone, new Date(at)) >= day;
  let [before, there] = [Date.parse(day) - hours(15), Date.parse(day) + hours(15)];
  while (there - before > minutes(1)) {
    const middle = before + Math.floor((there - before) / minutes(2)) * minutes(1);
    if (isThere(middle)) there = middle;
    else before = middle;
  }
  return new Date(there);
}

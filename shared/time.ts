import * as z from 'zod';

/** A moment, always written the same way (UTC, to the millisecond), so that strings sort as time does.
 *  `abort` keeps what is no moment away from the rewriting, which would throw. */
export const Instant = z.iso
  .datetime({ offset: true, abort: true })
  .refine((text) => /^(19|2[01])/.test(new Date(text).toISOString()), { error: 'Not a year we know', abort: true })
  .overwrite((text) => new Date(text).toISOString());

/** An IANA zone that this platform's calendar knows. */
export const Zone = z.string().max(64).refine(isZone, 'No time zone of that name');

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A date on somebody's calendar. */
export const Day = z.iso.date();

export const minutes = (count: number) => count * 60_000;

/** The date that a calendar in that zone shows at that moment. */
export function dayIn(zone: string, instant: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(Date.parse(instant));
  const part = (type: 'year' | 'month' | 'day') => parts.find((each) => each.type === type)?.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

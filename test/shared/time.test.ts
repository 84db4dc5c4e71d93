import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayIn, dayStart, Instant, monthsAfter } from '#shared/time';

const year = { min: new Date('1900-01-02'), max: new Date('2199-12-30'), noInvalidDate: true };
const forms: readonly ((iso: string) => string)[] = [
  (iso) => iso,
  (iso) => iso.replace(/\.\d+Z$/, 'Z'),
  (iso) => iso.replace('Z', '4Z'),
  (iso) => iso.replace(/\dZ$/, 'Z'),
  (iso) => iso.replace('Z', '+05:30'),
  (iso) => iso.replace('Z', '-00:00'),
];

it('every way to write a moment becomes one', () => {
  const moment = fc.tuple(fc.date(year), fc.constantFrom(...forms)).map(([at, form]) => form(at.toISOString()));
  fc.assert(
    fc.property(moment, (text) => {
      expect(Instant.parse(text)).toBe(new Date(text).toISOString());
    }),
  );
});

it.each([
  '2026-02-30T00:00:00.000Z',
  '2025-02-29T00:00:00.000Z',
  '2026-01-01T24:00:00.000Z',
  '2026-01-01T00:00:60.000Z',
])('there is no such moment: %s', (text) => expect(Instant.safeParse(text).success).toBe(false));

it('says the date that a calendar in the zone shows', () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  fc.assert(
    fc.property(zones, fc.date(year), (timeZone, at) => {
      const shown = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
      const {
        year: y,
        month,
        day,
      } = Object.fromEntries(shown.formatToParts(at).map(({ type, value }) => [type, value]));
      expect(dayIn(timeZone, at)).toBe(`${y}-${month}-${day}`);
    }),
  );
});

it('a day begins at the first moment at which the calendar shows it, at each change of the clock too', () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const days = fc.date({ min: new Date('1995-01-01'), max: new Date('2040-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(zones, days, (zone, at) => {
      const day = dayIn(zone, at);
      const start = dayStart(zone, day);
      expect(dayIn(zone, start)).toBe(day);
      expect(dayIn(zone, new Date(start.getTime() - 1)) < day).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it.each([
  ['Africa/Cairo', '2023-04-28', '2023-04-27T22:00:00.000Z'], // the clocks jump over midnight
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
  ['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15:00.000Z'],
])('in %s the %s begins at %s', (zone, day, at) => expect(dayStart(zone, day).toISOString()).toBe(at));

it.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-08-15', 6, '2027-02-15'],
  ['2026-03-31', -1, '2026-02-28'],
])('%s and %i months are %s', (day, months, after) => expect(monthsAfter(day, months)).toBe(after));

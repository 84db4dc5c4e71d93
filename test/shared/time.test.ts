import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayIn, Instant } from '#shared/time';

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

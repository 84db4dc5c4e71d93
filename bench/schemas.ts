import * as z from 'zod';

const KNOWN_YEARS = /^(19|2[01])/;

const Id = z.string().regex(/^[a-z]{2,5}_[A-Za-z0-9_-]{1,40}$/);
export const PersonId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const Instant = z.iso
  .datetime({ offset: true, abort: true })
  .refine((text) => KNOWN_YEARS.test(new Date(text).toISOString()), { error: 'Not a year we know', abort: true })
  .overwrite((text) => new Date(text).toISOString());
const Zone = z.string().max(64).refine(isZone, 'No time zone of that name');

export const Attempt = z.object({
  id: Id,
  clientId: PersonId,
  startedAt: Instant,
  quitDate: z.iso.date().refine((text) => KNOWN_YEARS.test(text), 'Not a year we know'),
  zone: Zone,
  method: z.enum(['abrupt', 'gradual']),
  status: z.enum(['running', 'achieved', 'relapsed', 'stopped']),
});

export const NewCraving = z.strictObject({
  at: Instant,
  trigger: z.enum(['stress', 'meal', 'coffee', 'alcohol', 'company', 'boredom', 'other']),
  intensity: z.int().min(1).max(10),
  smoked: z.boolean(),
});

export const Grant = z.object({
  personId: PersonId,
  kind: z.enum(['account', 'role', 'entitlement', 'consent', 'staff', 'sign-out']),
  name: z.string().max(64),
  since: Instant,
  until: Instant.optional(),
});

function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && calendar(name) !== undefined;
  } catch {
    return false;
  }
}

const calendars = new Map<string, Intl.DateTimeFormat>();
function calendar(timeZone: string): Intl.DateTimeFormat {
  const made =
    calendars.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  calendars.set(timeZone, made);
  return made;
}

export const dayIn = (zone: string, instant: string) => calendar(zone).format(Date.parse(instant));

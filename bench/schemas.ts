import * as z from 'zod';

const KNOWN_YEARS = /^(19|2[01])/;
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

const Id = z.string().regex(/^[a-z]{2,5}_[A-Za-z0-9_-]{1,40}$/);
export const PersonId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const Instant = z.iso
  .datetime({ offset: true, abort: true })
  .overwrite((text) => new Date(text).toISOString())
  .refine((text) => KNOWN_YEARS.test(text), 'Not a year we know');
const Zone = z.string().max(64).refine(isZone, 'No time zone of that name');

const Day = z.iso.date().refine((text) => KNOWN_YEARS.test(text), 'Not a year we know');

const Pack = z.object({
  price: z.object({
    amountMinor: z.int().min(0).max(100_000_000),
    currency: z.string().refine((code) => CURRENCIES.has(code), 'No currency of that code (ISO 4217)'),
  }),
  cigarettes: z.int().min(1).max(100),
  from: Day,
});

const Course = z.object({
  smokingRun: z.int(),
  relapsedOn: Day.optional(),
  sinceGrace: z.int(),
  smokyWeek: z.int().optional(),
  isBack: z.boolean(),
  logs: z.int(),
});

const Tally = z.object({
  through: Day,
  smokeFree: z.int(),
  run: z.int(),
  longest: z.int(),
  lastSmoked: Day.optional(),
  logs: z.int(),
  backDated: z.int(),
  edited: z.int(),
  contradicted: z.int(),
  use: z.array(z.object({ smoked: z.int(), assumed: z.int() })),
  course: Course,
});

export const Progress = z.object({
  clientId: PersonId,
  zone: Zone,
  since: Day,
  smoking: z
    .object({ cigarettesADay: z.int().min(1).max(200), smokingSince: Day, packs: z.array(Pack).min(1) })
    .optional(),
  firstQuitDate: Day.optional(),
  spans: z.array(z.object({ id: Id, startedAt: Instant, quitDate: Day, end: Day.optional() })),
  settled: Tally,
  days: z.array(
    z.object({
      date: Day,
      logged: z.int().min(0).max(200).optional(),
      slips: z.int().min(0),
      lastSlip: Instant.optional(),
      backDated: z.literal(true).optional(),
      edited: z.literal(true).optional(),
    }),
  ),
  resisted: z.int(),
  news: z.literal(true).optional(),
  night: Instant.optional(),
});
export type Progress = z.infer<typeof Progress>;

export const NewCraving = z.strictObject({
  at: Instant,
  trigger: z.enum(['stress', 'meal', 'coffee', 'alcohol', 'company', 'boredom', 'other']),
  intensity: z.int().min(1).max(10),
  coping: z.enum(['breathing', 'walk', 'water', 'call', 'delay', 'distraction', 'other']).optional(),
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

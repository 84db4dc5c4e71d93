import * as z from 'zod';
import { Money } from '#shared/money';
import { Id, PersonId } from '#shared/text';
import { Day, Instant, Zone } from '#shared/time';

const Cigarettes = z.int().min(0).max(200);

export const Pack = z
  .strictObject({
    price: Money.extend({ amountMinor: z.int().min(0).max(100_000_000) }),
    cigarettes: z.int().min(1).max(100).describe('in one pack'),
  })
  .meta({ id: 'Pack', description: 'What the client pays for how many' });
export type Pack = z.infer<typeof Pack>;

/** A new price counts from its day on: it rewrites nothing. The first counts for whatever came before it, too. */
const PackSince = Pack.extend({ from: Day });
export type PackSince = z.infer<typeof PackSince>;

export const SmokingProfile = z
  .strictObject({
    clientId: PersonId,
    zone: Zone.describe('in which the client lives their days'),
    cigarettesADay: z.int().min(1).max(200).describe('before the attempt: what everything is measured against'),
    smokingSince: Day.describe('the first of January where only the year is known'),
    packs: z.array(PackSince).min(1),
    completedAt: Instant,
  })
  .meta({ id: 'SmokingProfile', description: 'How somebody smoked before they stopped' });
export type SmokingProfile = z.infer<typeof SmokingProfile>;

export const Attempt = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    startedAt: Instant,
    quitDate: Day,
    zone: Zone.describe('in which the client lives their days'),
    method: z.enum(['abrupt', 'gradual']),
    status: z.enum(['running', 'achieved', 'relapsed', 'stopped']),
  })
  .meta({ id: 'Attempt', description: 'One try at stopping, from its preparation to its end' });
export type Attempt = z.infer<typeof Attempt>;

export const DayLog = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    date: Day,
    cigarettes: Cigarettes,
    mood: z.int().min(1).max(5).optional().describe('1 is low, 5 is high'),
    craving: z.int().min(0).max(10).optional().describe('how strong the urge was at its worst; 0 is none'),
    loggedAt: Instant,
    backDated: z.boolean().describe('whether the day was over when it was first told'),
  })
  .meta({ id: 'DayLog', description: 'One day, as the client tells it' });
export type DayLog = z.infer<typeof DayLog>;

export const Craving = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    attemptId: Id.optional(),
    at: Instant,
    date: Day.optional().describe('the day for which it counts; absent where it lies too far back to count'),
    trigger: z.enum(['stress', 'meal', 'coffee', 'alcohol', 'company', 'boredom', 'other']),
    intensity: z.int().min(1).max(10),
    smoked: z.boolean().describe('whether it ended in a cigarette'),
  })
  .meta({ id: 'Craving', description: 'An urge to smoke, as the client felt it' });
export type Craving = z.infer<typeof Craving>;

/** What was told of a day that can still be retold. */
const OpenDay = z.strictObject({
  date: Day,
  logged: Cigarettes.optional(),
  slips: z.int().min(0),
});
export type OpenDay = z.infer<typeof OpenDay>;

/** What all days from the quit date up to one of them come to. */
const Tally = z.strictObject({
  through: Day,
  smokeFree: z.int(),
  run: z.int().describe('smoke-free days on end, up to that day'),
  longest: z.int(),
  logs: z.int(),
  smoked: z.array(z.int()).describe('cigarettes, a number for each pack price'),
});
export type Tally = z.infer<typeof Tally>;

/** All that the figures need, in one item of one size: days that cannot change any more are only counted. */
export const Progress = z.strictObject({
  clientId: PersonId,
  zone: Zone,
  smoking: SmokingProfile.pick({ cigarettesADay: true, smokingSince: true, packs: true }).optional(),
  attempt: Attempt.pick({ id: true, quitDate: true }).optional(),
  settled: Tally.optional(),
  days: z.array(OpenDay),
});
export type Progress = z.infer<typeof Progress>;

export const Summary = z
  .strictObject({
    asOf: Day.describe('today, where the client is: figures count the days before it'),
    quitDate: Day.optional(),
    smokeFree: z
      .strictObject({
        current: z.int().describe('days on end, up to yesterday; 0 on a day with a cigarette'),
        longest: z.int(),
        total: z.int(),
        since: Day,
        logs: z.int().describe('how many of the days were logged; one that was not counts as smoke-free'),
      })
      .optional()
      .describe('absent before the quit date'),
    cigarettesAvoided: z.int().optional().describe('against the profile; below zero if it was more than before'),
    moneySaved: z.array(Money).optional().describe('one amount a currency'),
    brinkman: z
      .strictObject({ index: z.int(), band: z.enum(['0-199', '200-599', '600+']), at: Day })
      .optional()
      .describe('cigarettes a day × years of smoking, at the quit date'),
  })
  .meta({ id: 'Summary', description: 'How far somebody has come' });
export type Summary = z.infer<typeof Summary>;

export const Trend = z
  .strictObject({
    logs: z.int(),
    from: Day.optional(),
    to: Day.optional(),
    perWeek: z
      .strictObject({ change: z.number(), low: z.number(), high: z.number() })
      .optional()
      .describe('cigarettes a day, more or fewer each week, and between what it lies with 95 %; absent below 7 logs'),
  })
  .meta({ id: 'Trend', description: 'Where the last logged days are heading' });
export type Trend = z.infer<typeof Trend>;

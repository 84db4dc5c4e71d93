import * as z from 'zod';
import { Money } from '#shared/money';
import { PersonId } from '#shared/text';
import { Day, Instant, Zone } from '#shared/time';
import { SmokingProfile } from './profile-schemas.ts';
import { Attempt, Cigarettes } from './schemas.ts';

/** What was told of a day that can still be retold. */
const OpenDay = z.strictObject({
  date: Day,
  logged: Cigarettes.optional(),
  slips: z.int().min(0).describe('cigarettes told of in the middle of the day'),
  lastSlip: Instant.optional(),
  backDated: z.literal(true).optional(),
  edited: z.literal(true).optional(),
});
export type OpenDay = z.infer<typeof OpenDay>;

/** An attempt as far as the counting needs it. */
const Span = Attempt.pick({ id: true, startedAt: true, quitDate: true }).extend({
  end: Day.optional().describe(
    'its last day, where it stands; of the latest, seven smoking days on end are found by counting',
  ),
});
export type Span = z.infer<typeof Span>;

/** How the latest attempt went, as far as was counted. */
const Course = z.strictObject({
  smokingRun: z.int().describe('smoking days on end; a day of which nothing was told neither adds nor ends'),
  relapsedOn: Day.optional(),
  sinceGrace: z.int().describe('cigarettes since the two weeks of grace'),
  smokyWeek: z.int().optional().describe('the last week since then with a cigarette, counted from 0'),
  isBack: z.boolean().describe('smoked in two weeks on end since then'),
  logs: z.int().describe('of days since then'),
});
export type Course = z.infer<typeof Course>;

/** What all days since the counting began come to, up to one of them. */
const Tally = z.strictObject({
  through: Day,
  smokeFree: z.int(),
  run: z.int().describe('smoke-free days on end, up to that day'),
  longest: z.int(),
  lastSmoked: Day.optional(),
  logs: z.int(),
  backDated: z.int(),
  edited: z.int(),
  contradicted: z.int(),
  use: z
    .array(z.strictObject({ smoked: z.int(), assumed: z.int().describe('days taken at what was smoked before') }))
    .describe('cigarettes, one line for each pack price'),
  course: Course,
});
export type Tally = z.infer<typeof Tally>;

/** All that the figures need, in one item of one size: days that cannot change any more are only counted. */
export const Progress = z.strictObject({
  clientId: PersonId,
  zone: Zone,
  since: Day.describe('where the counting begins'),
  smoking: SmokingProfile.pick({ cigarettesADay: true, smokingSince: true, packs: true }).optional(),
  firstQuitDate: Day.optional(),
  spans: z.array(Span).describe('the attempts to which open days belong, and the latest'),
  settled: Tally,
  days: z.array(OpenDay),
  resisted: z.int().describe('cravings that did not end in a cigarette'),
  news: z.literal(true).optional().describe('something was told since the nightly job last looked'),
  night: Instant.optional().describe('the next hour at which the nightly job looks at them'),
});
export type Progress = z.infer<typeof Progress>;

const Measure = z.strictObject({
  holds: z.boolean(),
  from: Day,
  logs: z.int().describe('how many of the days since then were logged; one that was not counts as smoke-free'),
});
export type Measure = z.infer<typeof Measure>;

export const HealthScore = z
  .strictObject({
    version: z.literal(1),
    score: z.int().min(0).max(100),
    parts: z.array(
      z.strictObject({
        part: z.enum(['abstinence', 'steadiness', 'reduction', 'exposure']),
        weight: z.int(),
        points: z.int().min(0).max(100).optional().describe('absent where it is unknown'),
      }),
    ),
  })
  .meta({ id: 'HealthScore', description: 'How things stand, by the parts that are known; no medical measure' });
export type HealthScore = z.infer<typeof HealthScore>;

export const Summary = z
  .strictObject({
    asOf: Day.describe('today, where the client is: figures count the days before it'),
    quitDate: Day.optional(),
    since: Day.describe('figures count from this day on, unless they say otherwise'),
    logs: z.int().describe('how many of the days since then were logged'),
    smokeFree: z
      .strictObject({
        current: z.int().describe('days on end, up to yesterday; 0 on a day with a cigarette'),
        longest: z.int(),
        total: z.int(),
        since: Day.describe('the first quit date'),
        lastCigaretteAt: Instant.optional().describe('as far as was told; absent while it may be today'),
      })
      .optional()
      .describe('absent before the quit date'),
    cigarettesAvoided: z.int().optional().describe('against the profile; below zero if it was more than before'),
    moneySaved: z.array(Money).optional().describe('one amount a currency'),
    reduction: z
      .strictObject({
        percent: z.int().describe('by how much a day holds fewer cigarettes than before; below zero if it holds more'),
        reduced50: z.boolean().describe('whether it is half, or less, of what it was'),
        from: Day,
        logs: z.int(),
      })
      .optional()
      .describe('of the last 30 days; absent below 7 logs'),
    brinkman: z
      .strictObject({
        atQuit: z.int().describe('cigarettes a day × years of smoking, at the quit date'),
        band: z.enum(['0-199', '200-599', '600+']),
        at: Day,
        projected: z.int().describe('what it would be today, had smoking gone on'),
        avoided: z.int().describe('what of that was not smoked'),
      })
      .optional(),
    abstinence: z
      .strictObject({
        last7Days: Measure.optional(),
        last30Days: Measure.optional(),
        prolonged: Measure.optional(),
        russell: Measure.extend({ months: z.union([z.literal(6), z.literal(12)]) }).optional(),
      })
      .describe('as far as the client’s own logs tell; each is absent until so much time has passed'),
    healthScore: HealthScore.optional(),
    dataAccuracy: z.strictObject({
      days: z.int(),
      logs: z.int(),
      backDated: z.int(),
      edited: z.int(),
      contradicted: z.int().describe('logged with fewer cigarettes than were told of in the middle of the day'),
    }),
  })
  .meta({ id: 'Summary', description: 'How far somebody has come, by what they tell of themselves' });
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
  .meta({ id: 'Trend', description: 'A slope with its uncertainty' });
export type Trend = z.infer<typeof Trend>;

/** The health score of a day on which something had changed. */
export const DayScore = z
  .strictObject({ clientId: PersonId, date: Day, health: HealthScore })
  .meta({ id: 'DayScore', description: 'The health score as it was at the end of a day' });
export type DayScore = z.infer<typeof DayScore>;

export const Trends = Trend.extend({
  healthScores: z.array(DayScore.omit({ clientId: true })).describe('of the last days on which something changed'),
}).meta({ id: 'Trends', description: 'Where the last logged days are heading' });

/** What somebody adds to the figures of the platform, as it was last counted there. */
export const Contribution = z.strictObject({
  people: z.int(),
  measured: z.int(),
  reductionPercent: z.int(),
  reduced50: z.int(),
  brinkmanAvoided: z.int(),
  cigarettesAvoided: z.int(),
  moneySaved: z.array(Money),
  days: z.int(),
  logs: z.int(),
  backDated: z.int(),
  edited: z.int(),
  contradicted: z.int(),
});
export type Contribution = z.infer<typeof Contribution>;

export const KeptContribution = z.strictObject({ clientId: PersonId, contribution: Contribution });

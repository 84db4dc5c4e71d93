import * as z from 'zod';
import { Money } from '#shared/money';
import { Id, PersonId } from '#shared/text';
import { Day, Instant } from '#shared/time';

const Count = z.int().min(0);

const Activity = z.strictObject({
  day: Day.describe('in UTC'),
  active: Count,
  newcomers: Count.describe('of them, who signed up on that day'),
  returning: Count.describe('of them, who signed up before'),
});
export type Activity = z.infer<typeof Activity>;

export const DailyFigures = Activity.extend({
  figure: z.literal('daily-activity'),
  weekly: Count.describe('who was active in the 7 days that end on that day'),
  monthly: Count.describe('who was active in the 30 days that end on that day'),
  countedAt: Instant,
}).meta({ id: 'DailyFigures', description: 'Who was active on a day that is over, counted once' });
export type DailyFigures = z.infer<typeof DailyFigures>;

/** The first day of which there is something to count. */
export const Beginning = DailyFigures.pick({ figure: true, day: true });

/** So much to add to which figure; below zero, to take from it. */
const Tally = z.record(z.string(), z.int());
export type Tally = z.infer<typeof Tally>;

export const Addition = z
  .strictObject({
    id: Id,
    day: Day.describe('on which we heard of it, in UTC'),
    shard: z.string(),
    counts: Tally,
    cohort: Day.optional().describe('the day on which whoever it is about signed up, or what it is about was begun'),
    keptUntil: Instant,
  })
  .meta({ id: 'Addition', description: 'What one event adds to the figures. It names nobody' });
export type Addition = z.infer<typeof Addition>;

const Cohort = z.strictObject({ day: Day, counts: Tally });

export const RunningTotals = z
  .strictObject({
    figure: z.literal('running-totals'),
    day: Day,
    counts: Tally.describe('all additions up to and with that day'),
    cohorts: z
      .array(Cohort)
      .describe('of them, what is about those who signed up, or what was begun, on one of the last 30 days'),
    countedAt: Instant,
  })
  .meta({ id: 'RunningTotals', description: 'Every figure as it stood when a day was over' });
export type RunningTotals = z.infer<typeof RunningTotals>;

/** Kept so that a person counts once, however often and in whatever order we hear of them. */
export const FirstStep = z
  .strictObject({ personId: PersonId, step: z.enum(['profile', 'plan']) })
  .meta({ id: 'FirstStep', description: 'A first step of somebody that has been counted' });
export type FirstStep = z.infer<typeof FirstStep>;

const Defined = z.strictObject({
  definition: z.string(),
  freshness: z.string(),
});

const Share = z.strictObject({
  numerator: z.int(),
  denominator: z
    .int()
    .describe('where differences are added up, one can come before what it differs from: then it is off, even below 0'),
  value: z.number().optional().describe('numerator ÷ denominator; absent over nobody: unknown, and not 0'),
});
export type Share = z.infer<typeof Share>;

export const Figure = Defined.extend({
  ...Share.shape,
  target: z.number().optional().describe('what the value is to reach'),
}).meta({ id: 'Figure', description: 'A figure about the platform, with what it is made of' });
export type Figure = z.infer<typeof Figure>;

const Size = Defined.extend({ value: Count.optional().describe('absent until a first day is counted'), target: Count });

const Period = z.strictObject({ from: Day, registered: Count });
export type Period = z.infer<typeof Period>;

const Newcomers = z.strictObject({ day: Day, signedUp: Count, profile: Count, plan: Count });
export type Newcomers = z.infer<typeof Newcomers>;

/** A rate of success stands three times: nobody sees the better one alone, nor without how many answered. */
const Success = Defined.extend({
  respondersOnly: Share,
  missingIsSmoking: Share,
  followUp: Share.describe('of how many the outcome is known'),
  verification: z.literal('self-reported'),
  target: z.number().optional().describe('what missingIsSmoking is to reach'),
}).meta({ id: 'Success', description: 'A rate of success, over those who answered and over all' });
export type Success = z.infer<typeof Success>;

const Measure = z.enum(['abstinent7', 'abstinent30', 'prolonged', 'russell']);
export type Measure = z.infer<typeof Measure>;

const Outcomes = z.strictObject({
  months: z.int().describe('after the quit date'),
  measures: z.array(Success.extend({ measure: Measure })),
});
export type Outcomes = z.infer<typeof Outcomes>;

/** Of payments: the denominator are those that have ended, so that it is no worse for those that are still open. */
const Paid = z.strictObject({ ...Share.shape, open: z.int().describe('begun, and not ended yet') });
export type Paid = z.infer<typeof Paid>;

const PaymentSuccess = Defined.extend({
  ...Paid.shape,
  ways: z.array(Paid.extend({ gateway: z.string(), currency: Money.shape.currency })),
  days: z
    .array(Paid.extend({ day: Day.describe('on which they were begun, in UTC') }))
    .describe('the last 30, oldest first'),
}).meta({ id: 'PaymentSuccess', description: 'How many of the payments that were begun succeeded' });
export type PaymentSuccess = z.infer<typeof PaymentSuccess>;

export const Overview = z
  .strictObject({
    asOf: Instant,
    countedThrough: Day.optional().describe('the last day that is counted, in UTC'),
    dailyActivity: Defined.extend({
      days: z.array(Activity).describe('the last 30, oldest first; one that is not counted yet is absent'),
      today: Activity,
    }),
    weeklyActive: Size.omit({ target: true }),
    monthlyActive: Size,
    registrations: Defined.extend({
      days: z.array(Period).describe('the last 30 days, oldest first; the last is today'),
      weeks: z.array(Period).describe('the last 12, from Monday, oldest first; the last is not over'),
      months: z.array(Period).describe('the last 12, oldest first; the last is not over'),
    }),
    activation: Figure,
    firstPlan: Figure,
    newcomers: z.array(Newcomers).describe('clients by the day on which they signed up, over the last 30 days'),
    weekOne: Figure,
    retention: z.array(Figure.extend({ after: z.int().describe('days after the sign-up') })),
    quitSuccess: Success,
    outcomes: z.array(Outcomes),
    reading: z.string().describe('what the rates of success say, and what they do not'),
    reduction: Figure,
    reducedByHalf: Success,
    brinkmanAvoided: Figure.extend({
      lately: z.int().optional().describe('of the numerator, what came in the last 30 days'),
    }),
    cigarettesAvoided: Figure,
    moneySaved: Defined.extend({ people: z.int(), amounts: z.array(Money).describe('one a currency') }),
    accuracy: z.strictObject({ logged: Figure, backDated: Figure, edited: Figure, contradicted: Figure }),
    paymentSuccess: PaymentSuccess,
  })
  .meta({ id: 'Overview', description: 'How the platform is used, and what comes of it' });
export type Overview = z.infer<typeof Overview>;

import type { Measure } from '../schemas.ts';

/* What every figure means, and what it is to reach. */

export const NIGHTLY = 'Counted once a night, after midnight UTC, for the days up to countedThrough';

export interface Definition {
  readonly definition: string;
  readonly target?: number;
}
const define = <const D extends Readonly<Record<string, Definition>>>(all: D): D => all;

export const DEFINITIONS = define({
  weeklyActive: { definition: 'People who were active in the 7 days that end on countedThrough' },
  monthlyActive: {
    definition: 'People who were active in the 30 days that end on countedThrough',
    target: 100_000,
  },
  activation: {
    definition: 'Clients who completed their smoking profile ÷ clients who signed up',
    target: 0.9,
  },
  firstPlan: {
    definition:
      'Clients who made a first quit plan within 48 hours of signing up ÷ clients whose 48 hours were over on countedThrough',
    target: 0.7,
  },
  weekOne: {
    definition:
      'Days on which newcomers were active ÷ days on which they could be: the seven days after the day of the sign-up, over everybody who has lived through them',
    target: 0.5,
  },
  quitSuccess: {
    definition: 'Attempts with prolonged abstinence, by the follow-up at 6 months',
    target: 0.5,
  },
  reduction: {
    definition:
      'Per cent by which a day holds fewer cigarettes than the profile says, a whole number for each person ÷ people of whom it is known, by enough logs of the last 30 days',
  },
  reducedByHalf: {
    definition: 'People who smoke at least 50 % less than their profile says',
  },
  brinkmanAvoided: {
    definition:
      'What the Brinkman index (cigarettes a day × years) would have grown by had people gone on smoking, less what it grew by ÷ people who tell how it goes',
  },
  cigarettesAvoided: {
    definition:
      'Cigarettes that people would have smoked by their profile, less what they smoked ÷ people who tell how it goes',
  },
  logged: { definition: 'Days with a daily log ÷ days that people could have logged' },
  backDated: { definition: 'Daily logs told after their day was over ÷ daily logs' },
  edited: { definition: 'Daily logs that were changed after they were told ÷ daily logs' },
  contradicted: {
    definition: 'Days logged with fewer cigarettes than were told of in the middle of the day ÷ daily logs',
  },
});

export const ACTIVE = {
  definition: 'People who changed something on that day (UTC): any accepted call but a read, the sign-up among them',
  freshness:
    'Days that are over are counted once, after midnight UTC; today is counted when somebody looks, and kept for the rest of that minute',
};

export const REGISTERED = {
  definition: 'People who signed up, by day (UTC), week (from Monday) and month',
  freshness: ACTIVE.freshness,
};

export const retainedAfter = (days: number) =>
  `People who were active in the 7 days that end on day ${days} after their sign-up ÷ people whose day ${days} was over on countedThrough`;

export const MONEY_SAVED =
  'What the cigarettes avoided would have cost, at the prices of each person’s own packs, over everybody; nothing is converted';

const MEASURED: Readonly<Record<Measure, string>> = {
  abstinent7: 'No cigarette in the 7 days before the follow-up (point prevalence)',
  abstinent30: 'No cigarette in the 30 days before the follow-up (point prevalence)',
  prolonged: 'Never back to smoking since two weeks after the quit date (prolonged abstinence, with that grace)',
  russell: 'At most five cigarettes since two weeks after the quit date, after the Russell Standard',
};

export const measuredAt = (measure: Measure, months: number) =>
  `${MEASURED[measure]}, by the follow-up at ${months === 1 ? '1 month' : `${months} months`}`;

export const READING =
  'respondersOnly is over those who answered, missingIsSmoking over all whose window is closed (of a reduction: over all people, unknown counted as none). The second is the careful reading. All of it is self-reported, and the Russell Standard itself asks for a biochemical test.';

export const PAYMENTS =
  'Payments that succeeded ÷ payments that have ended: succeeded, cancelled (by their payer, or unpaid when their time was over) or refused by the gateway. What nobody is asked for (cash, a printed QR) does not count, nor do members’ bills; one that succeeds after all is moved there.';

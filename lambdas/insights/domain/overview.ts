import { dayAfter } from '#shared/time';
import type { DailyFigures, Measure, Outcomes, Overview, RunningTotals, Success, Tally } from '../schemas.ts';
import { PLANNED_AFTER, possibleDays, RETAINED_AFTER, WEEK_ONE } from './cohort.ts';
import {
  DEFINITIONS,
  type Definition,
  MONEY_SAVED,
  measuredAt,
  NIGHTLY,
  READING,
  retainedAfter,
} from './definitions.ts';
import { figure, named, success } from './figure.ts';
import { MEASURES, MONTHS, type Months, measures, SAVED } from './heard.ts';
import { paymentSuccess } from './paid.ts';

type Totals = Pick<RunningTotals, 'day' | 'counts' | 'cohorts'>;
type OfTotals = Omit<Overview, 'asOf' | 'dailyActivity' | 'weeklyActive' | 'monthlyActive' | 'registrations'>;

/** All that is worked out of the totals: as they stand, and for what has changed lately, as they stood before. */
export function ofTotals(now: Totals | undefined, before: Tally): OfTotals {
  const counts = now?.counts ?? {};
  const of = (name: string) => counts[name] ?? 0;
  const standing = (name: string) => of(`standing.${name}`);
  return {
    countedThrough: now?.day,
    ...newcomers(now),
    weekOne: named('weekOne', of(`cohort.${WEEK_ONE}.days`), possibleDays(of(`cohort.${WEEK_ONE}.people`))),
    retention: RETAINED_AFTER.map((after) => ({
      after,
      ...figure(retainedAfter(after), of(`cohort.${after}.active`), of(`cohort.${after}.people`)),
    })),
    quitSuccess: settled(DEFINITIONS.quitSuccess, 'prolonged', 6, of),
    outcomes: MONTHS.map((months) => ({ months, measures: measuresAt(months, of) })),
    reading: READING,
    reduction: named('reduction', standing('reductionPercent'), standing('measured')),
    reducedByHalf: success(DEFINITIONS.reducedByHalf, standing('reduced50'), standing('measured'), standing('people')),
    brinkmanAvoided: {
      ...named('brinkmanAvoided', standing('brinkmanAvoided'), standing('people')),
      ...(now && { lately: standing('brinkmanAvoided') - (before['standing.brinkmanAvoided'] ?? 0) }),
    },
    cigarettesAvoided: named('cigarettesAvoided', standing('cigarettesAvoided'), standing('people')),
    moneySaved: { definition: MONEY_SAVED, freshness: NIGHTLY, people: standing('people'), amounts: saved(counts) },
    accuracy: {
      logged: named('logged', standing('logs'), standing('days')),
      backDated: named('backDated', standing('backDated'), standing('logs')),
      edited: named('edited', standing('edited'), standing('logs')),
      contradicted: named('contradicted', standing('contradicted'), standing('logs')),
    },
    paymentSuccess: paymentSuccess(now),
  };
}

/** Of first plans, only those count whose cohort has had its 48 hours: those of the others are taken off again. */
function newcomers(now: Totals | undefined) {
  const cohorts = (now?.cohorts ?? []).filter(isOfClients).map(({ day, counts }) => ({
    day,
    signedUp: counts['client.signedUp'] ?? 0,
    profile: counts['client.profile'] ?? 0,
    plan: counts['client.plan'] ?? 0,
  }));
  const ever = (step: 'signedUp' | 'profile' | 'plan') => now?.counts[`client.${step}`] ?? 0;
  const young = cohorts.filter(({ day }) => now && day > dayAfter(now.day, -PLANNED_AFTER));
  const old = (step: 'signedUp' | 'plan') => young.reduce((left, cohort) => left - cohort[step], ever(step));
  return {
    activation: named('activation', ever('profile'), ever('signedUp')),
    firstPlan: named('firstPlan', old('plan'), old('signedUp')),
    newcomers: cohorts,
  };
}

/** Payments have their days, too. */
const isOfClients = ({ counts }: { readonly counts: Tally }) =>
  Object.keys(counts).some((name) => name.startsWith('client.'));

type Of = (name: string) => number;

const settled = (definition: Definition, measure: Measure, months: Months, of: Of): Success =>
  success(
    definition,
    of(`outcome.${months}.${measure}`),
    of(`outcome.${months}.responded`),
    of(`outcome.${months}.due`),
  );

const measuresAt = (months: Months, of: Of): Outcomes['measures'] =>
  measures
    .filter((measure) => MEASURES[measure].includes(months))
    .map((measure) => ({ measure, ...settled({ definition: measuredAt(measure, months) }, measure, months, of) }));

const saved = (counts: Tally) =>
  Object.entries(counts)
    .filter(([name]) => name.startsWith(SAVED))
    .map(([name, amountMinor]) => ({ amountMinor, currency: name.slice(SAVED.length) }))
    .sort((one, other) => (one.currency < other.currency ? -1 : 1));

/** How many people there are, as of the last day that is counted. */
export const reach = (last: Pick<DailyFigures, 'weekly' | 'monthly'> | undefined) => ({
  weeklyActive: { ...DEFINITIONS.weeklyActive, freshness: NIGHTLY, ...(last && { value: last.weekly }) },
  monthlyActive: { ...DEFINITIONS.monthlyActive, freshness: NIGHTLY, ...(last && { value: last.monthly }) },
});

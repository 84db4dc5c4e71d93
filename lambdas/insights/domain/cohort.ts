import { dayAfter, hours } from '#shared/time';
import type { Tally } from '../schemas.ts';
import { daysUpTo, type Marker } from './activity.ts';

/* A cohort is all who signed up on one day (UTC), here; payments have theirs in `paid.ts`. */

/** When somebody's first week is over, and when it is asked whether they stayed: so many days after the sign-up, of the
 *  seven days that end then. */
export const WEEK_ONE = 7;
export const RETAINED_AFTER = [30, 60, 90];
const WINDOW = 7;
/** Until when a first quit plan counts, and how many days after theirs a cohort has had that long. */
const FIRST_PLAN_WITHIN = hours(48);
export const PLANNED_AFTER = 2;

/** The cohorts that come of age on a day, each with the seven days that end on it. */
export const ofAge = (day: string) =>
  [WEEK_ONE, ...RETAINED_AFTER].map((after) => ({
    after,
    cohort: dayAfter(day, -after),
    window: daysUpTo(day, WINDOW),
  }));

/** What a cohort of so many adds when it comes of age: how many of them were active in its window, and on how many days
 *  altogether. */
export const windowOf = (after: number, people: number, markers: readonly Marker[]): Tally => ({
  [`cohort.${after}.people`]: people,
  [`cohort.${after}.active`]: new Set(markers.map(({ person }) => person)).size,
  [`cohort.${after}.days`]: markers.length,
});

/** On how many days a cohort of so many could have been active in its window. */
export const possibleDays = (people: number) => people * WINDOW;

interface Held {
  readonly kind: string;
  readonly name: string;
  readonly since: string;
}

/** When somebody signed up, if they came as a client: whoever became one later took another way. */
export function cameAsClient(held: readonly Held[]): string | undefined {
  const account = held.find(({ kind }) => kind === 'account');
  const client = held.find(({ kind, name }) => kind === 'role' && name === 'client');
  return account?.since === client?.since ? account?.since : undefined;
}

/** Whether a plan was made so soon that it counts. Somebody's first was if any was: so it does not matter which of their
 *  plans we hear of first. */
export const isEarly = (since: string, plannedAt: string) =>
  Date.parse(plannedAt) - Date.parse(since) <= FIRST_PLAN_WITHIN;

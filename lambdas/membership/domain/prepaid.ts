import { dayAfter, daysBetween, monthsAfter } from '#shared/time';
import type { Ending, Membership, PlanPrice, Prepayment } from '../schemas.ts';
import { premiumAt } from './membership.ts';

/* Time that is paid ahead. Its calendar is UTC, as of all of a membership's instants. */

interface Period {
  readonly from: string;
  readonly until: string;
}

const MONTHS: Readonly<Record<PlanPrice['every'], number>> = { month: 1, year: 12 };

/** A month or a year by the calendar, after what there is of Premium by then. */
export function periodAfter(membership: Membership | undefined, every: PlanPrice['every'], at: string): Period {
  const from = premiumAt(membership, new Date(at))?.until ?? at;
  return { from, until: `${monthsAfter(from.slice(0, 10), MONTHS[every])}${from.slice(10)}` };
}

/** A membership with that period added to it. */
export function prolonged(membership: Membership | undefined, personId: string, { until }: Period, at: string) {
  const since = premiumAt(membership, new Date(at))?.since ?? at;
  return { personId, plan: 'premium' as const, since, until, prepaidUntil: until };
}

/** A membership without a period that was given back whole; not shorter than until now. What somebody else has given for
 *  longer stays. Undefined if nothing of it is left. */
export function shortened(
  membership: Membership | undefined,
  { from, until }: Pick<Prepayment, 'from' | 'until'>,
  at: string,
): (Membership & { readonly prepaidUntil: string }) | undefined {
  if (membership?.prepaidUntil === undefined || membership.prepaidUntil <= at) return undefined;
  const less = new Date(Date.parse(membership.prepaidUntil) - (Date.parse(until) - Date.parse(from))).toISOString();
  const prepaidUntil = less > at ? less : at;
  const isOurs = membership.until === membership.prepaidUntil;
  return { ...membership, prepaidUntil, until: isOurs ? prepaidUntil : membership.until };
}

/** Ends lie in so many partitions. */
export const ENDING_SHARDS = 16;

/** Days on the calendar before the end of what was paid ahead, when its member is told. */
const TOLD: Readonly<Record<NonNullable<Ending['told']>, number>> = { week: 7, day: 1 };
/** So many days after it, one is still told whom a tick has missed. */
const LATE = 2;

/** Between which days lie the ends of which somebody may have to be told today. */
export const endsAround = (today: string) => ({ from: dayAfter(today, -LATE), to: dayAfter(today, TOLD.week + 1) });

/** What its member is to be told by now and was not yet; however late, of one that is near nothing of a week. */
export function dueOf({ until, told }: Ending, today: string): Ending['told'] {
  const left = daysBetween(today, until.slice(0, 10));
  if (left <= TOLD.day) return told === 'day' ? undefined : 'day';
  return left <= TOLD.week && told === undefined ? 'week' : undefined;
}

/** Whether Premium ends then because nobody has paid further, and not what an admin gave or a subscription opens. */
export const endsThen = ({ until }: Ending, membership: Membership | undefined, isSubscribed: boolean) =>
  !isSubscribed && membership?.plan === 'premium' && membership.until === until && membership.prepaidUntil === until;

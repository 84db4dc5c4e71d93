import { shardOf } from '#shared/shard';
import { dayAfter, dayIn, days } from '#shared/time';
import type { Addition, RunningTotals, Tally } from '../schemas.ts';

/* Every figure is a sum of what single events add to it. Sums know no order, and a day's can be added up whenever it is
 * over: so the figures are the same in whatever order and split we hear. */

export const TOTALS = 'running-totals';
/** How many days of newcomers are kept apart. */
const APART = 30;
const KEPT = days(400);
export const SHARDS = ['0', '1', '2', '3'];

export function sum(all: Iterable<Tally>): Tally {
  const total: Tally = {};
  for (const one of all) for (const [name, count] of Object.entries(one)) total[name] = (total[name] ?? 0) + count;
  return total;
}

/** What an event adds, in the day on which it was heard. Ids are random: so is their last character. */
export const addition = (id: string, now: Date, counts: Tally, cohort?: string): Addition => ({
  id,
  day: dayIn('UTC', now),
  shard: SHARDS[shardOf(id, SHARDS.length)]!,
  counts,
  cohort,
  keptUntil: new Date(now.getTime() + KEPT).toISOString(),
});

type Sums = Pick<RunningTotals, 'counts' | 'cohorts'>;

/** What stood when the day before was over, and what the day adds to it. */
export function carried(
  before: Sums | undefined,
  day: string,
  added: readonly Pick<Addition, 'counts' | 'cohort'>[],
): Sums {
  const about = added.flatMap(({ cohort, counts }) => (cohort === undefined ? [] : [{ day: cohort, counts }]));
  const byDay = Map.groupBy([...(before?.cohorts ?? []), ...about], (one) => one.day);
  const cohorts = [...byDay]
    .filter(([cohort]) => cohort > dayAfter(day, -APART))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([cohort, all]) => ({ day: cohort, counts: sum(all.map(({ counts }) => counts)) }));
  return { counts: sum([before?.counts ?? {}, ...added.map(({ counts }) => counts)]), cohorts };
}

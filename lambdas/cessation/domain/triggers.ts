import type { Craving, Trigger } from '../schemas.ts';

/** What sets off somebody's cravings, the most frequent first; of those alike, by the alphabet, so that the order in which
 *  they were told is no matter. */
export function rankedTriggers(cravings: readonly Pick<Craving, 'trigger'>[]): Trigger[] {
  const counts = [...Map.groupBy(cravings, ({ trigger }) => trigger)].map(
    ([trigger, all]) => [trigger, all.length] as const,
  );
  return counts
    .sort(([one, times], [other, others]) => others - times || (one < other ? -1 : 1))
    .map(([trigger]) => trigger);
}

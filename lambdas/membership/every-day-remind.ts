import type { Effect } from '#shared/outcome';
import { timer } from '#shared/schedules/timer';
import { dueOf, ENDING_SHARDS, endsAround, endsThen } from './domain/prepaid.ts';
import { membershipEnding } from './events.ts';
import { isSubscribed } from './index.ts';
import { endings, memberships } from './records.ts';
import { everyDayRemind } from './schedules.ts';
import type { Ending } from './schemas.ts';

/** Looks at what ends within a week, and, in case a tick did not come, at what has ended lately. What was told stands with the
 *  end itself, in the commit that tells: so one is told once, whichever ticks come. */
export const handler = timer(everyDayRemind, async ({ now, once }) => {
  const today = now.toISOString().slice(0, 10);
  for (let shard = 0; shard < ENDING_SHARDS; shard += 1) {
    for (const ending of await endings.list({ shard: String(shard) }, endsAround(today))) {
      if (isOver(ending, now) || dueOf(ending, today)) {
        await once(`${ending.until} ${ending.personId}`, () => told(ending, now));
      }
    }
  }
});

const isOver = ({ until }: Ending, now: Date) => until <= now.toISOString();

/** Of what is over nothing is kept. Who has paid further, or has Premium otherwise, is told nothing: not now. */
async function told(listed: Ending, now: Date): Promise<Effect[]> {
  const { personId } = listed;
  const [ending, membership, subscribed] = await Promise.all([
    endings.get(listed),
    memberships.get({ personId }),
    isSubscribed(personId),
  ]);
  if (ending === undefined) return [];
  const at = now.toISOString();
  const due = endsThen(ending, membership, subscribed) ? dueOf(ending, at.slice(0, 10)) : undefined;
  return [
    isOver(ending, now) ? endings.remove(ending) : due && endings.change(ending, { told: due }),
    due && membershipEnding.raise({ personId, until: ending.until, at }),
  ];
}

import { timer } from '#shared/schedules/timer';
import { minutes } from '#shared/time';
import { SHARDS } from './domain/shards.ts';
import { toSettle } from './events.ts';
import { unsettled } from './records.ts';
import { everyFiveMinutesSettle } from './schedules.ts';

/** Whoever began it has had their chance. */
const OLD_ENOUGH = minutes(2);
const AT_ONCE = 90; // a commit holds a hundred

export const handler = timer(everyFiveMinutesSettle, async ({ now, once }) => {
  const to = new Date(now.getTime() - OLD_ENOUGH).toISOString();
  for (const shard of SHARDS) {
    await once(shard, async () => {
      const waiting = await unsettled.list({ shard }, { to, limit: AT_ONCE });
      return waiting.map(({ gateway, about, id, of }) =>
        toSettle.raise({ gateway, about, id, of, at: now.toISOString() }),
      );
    });
  }
});

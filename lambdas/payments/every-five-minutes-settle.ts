import { piecesOf } from '#shared/pieces';
import { timer } from '#shared/schedules/timer';
import { minutes } from '#shared/time';
import { SHARDS } from './domain/shards.ts';
import { toSettle } from './events.ts';
import { unsettled } from './records.ts';
import { everyFiveMinutesSettle } from './schedules.ts';

/** Whoever began it has had their chance. */
const OLD_ENOUGH = minutes(2);
const AT_ONCE = 90; // a commit holds a hundred

/** All that waits, however much: none waits behind what nobody pays. */
export const handler = timer(everyFiveMinutesSettle, async ({ now, once }) => {
  const to = new Date(now.getTime() - OLD_ENOUGH).toISOString();
  const at = now.toISOString();
  for (const shard of SHARDS) {
    for (const some of piecesOf(await unsettled.list({ shard }, { to }), AT_ONCE)) {
      await once(some[0]!.id, async () =>
        some.map(({ gateway, about, id, of }) => toSettle.raise({ gateway, about, id, of, at })),
      );
    }
  }
});

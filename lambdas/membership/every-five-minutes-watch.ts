import { piecesOf } from '#shared/pieces';
import { timer } from '#shared/schedules/timer';
import { SHARDS } from './domain/watch.ts';
import { toLook } from './events.ts';
import { watched } from './records.ts';
import { everyFiveMinutesWatch } from './schedules.ts';

const AT_ONCE = 90; // a commit holds a hundred

/** Who is looked at says when to look next: nothing is moved here, so whoever is not seen to is found again. */
export const handler = timer(everyFiveMinutesWatch, async ({ now, once }) => {
  const at = now.toISOString();
  for (const shard of SHARDS) {
    for (const some of piecesOf(await watched.list({ shard }, { to: at }), AT_ONCE)) {
      await once(some[0]!.personId, async () => some.map(({ personId }) => toLook.raise({ personId, at })));
    }
  }
});

import { standingOf } from '#lambdas/cessation/index';
import { consumer } from '#shared/events/consumer';
import { earned } from './domain/shelf.ts';
import { unlocked } from './events.ts';
import { onStandingMoved } from './listeners.ts';
import { shelves } from './records.ts';

/** It looks at how somebody stands now, not at what the event told: so in whatever order, or however often, they come, the
 *  same is unlocked. Of two at once, one finds the shelf changed and looks again. */
export const handler = consumer(onStandingMoved, async ({ event: { clientId: personId, at }, now, newId }) => {
  const [shelf, standing] = await Promise.all([shelves.get({ personId }), standingOf(personId, now)]);
  const held = shelf?.unlocked ?? [];
  const fresh = standing ? earned(standing, held) : [];
  if (fresh.length === 0) return [];
  const added = fresh.map((achievement) => ({ id: newId('ach'), achievement, at }));
  const all = [...held, ...added];
  return [
    shelf ? shelves.change(shelf, { unlocked: all }) : shelves.add({ personId, unlocked: all }),
    ...added.map((one) => unlocked.raise({ ...one, personId })),
  ];
});

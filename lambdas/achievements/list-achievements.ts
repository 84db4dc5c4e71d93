import { standingOf } from '#lambdas/cessation/index';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { shown } from './domain/shelf.ts';
import { shelves } from './records.ts';
import { listAchievements } from './routes.ts';

export const handler = endpoint(listAchievements, async ({ actor, now }) => {
  const [shelf, standing] = await Promise.all([shelves.get({ personId: actor.id }), standingOf(actor.id, now)]);
  return outcome({ items: shown(shelf?.unlocked ?? [], standing) });
});

import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { summed } from './domain/summary.ts';
import { progresses } from './records.ts';
import { getSummary } from './routes.ts';

export const handler = endpoint(getSummary, async ({ actor, now }) => {
  const progress = await progresses.get({ clientId: actor.id });
  if (progress === undefined) throw notFound();
  return outcome(summed(progress, now));
});

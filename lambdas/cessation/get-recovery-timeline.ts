import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { lastCigarette } from './domain/summary.ts';
import { timelineOf } from './domain/timeline.ts';
import { progresses } from './records.ts';
import { getRecoveryTimeline } from './routes.ts';

export const handler = endpoint(getRecoveryTimeline, async ({ actor, now }) => {
  const progress = await progresses.get({ clientId: actor.id });
  return outcome(timelineOf(progress && lastCigarette(progress, now)?.toISOString(), now));
});

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { dayIn } from '#shared/time';
import { followUpsOf } from './domain/follow-up.ts';
import { attempts, followUps, progresses } from './records.ts';
import { listFollowUps } from './routes.ts';

export const handler = endpoint(listFollowUps, async ({ actor, now }) => {
  const clientId = actor.id;
  const [progress, all, kept] = await Promise.all([
    progresses.get({ clientId }),
    attempts.list({ clientId }, { reverse: true }),
    followUps.list({ clientId }),
  ]);
  const today = dayIn(progress?.zone ?? 'UTC', now);
  return outcome({ items: all.flatMap((attempt) => followUpsOf(attempt, kept, today)) });
});

import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { planShown } from './domain/quit-plan.ts';
import { attempts, profiles, progresses, strategies } from './records.ts';
import { getQuitPlan } from './routes.ts';

export const handler = endpoint(getQuitPlan, async ({ actor, now }) => {
  const clientId = actor.id;
  const [attempt, profile, progress] = await Promise.all([
    attempts.latest({ clientId }),
    profiles.get({ clientId }),
    progresses.get({ clientId }),
  ]);
  if (attempt === undefined || progress === undefined) throw notFound();
  const made = await strategies.get({ clientId, attemptId: attempt.id });
  return outcome(planShown({ attempt, profile, progress, made: made?.strategy, now }));
});

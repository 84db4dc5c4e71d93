import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { attempts, strategies } from './records.ts';
import { getStrategy } from './routes.ts';

export const handler = endpoint(getStrategy, async ({ actor }) => {
  const clientId = actor.id;
  const attempt = await attempts.latest({ clientId });
  const made = attempt && (await strategies.get({ clientId, attemptId: attempt.id }));
  if (made === undefined) throw notFound();
  return outcome(made.strategy);
});

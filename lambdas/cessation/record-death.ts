import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { dayIn } from '#shared/time';
import { secondFactor } from '#shared/users/pool';
import { checkDeath } from './domain/death.ts';
import { deaths, progresses } from './records.ts';
import { recordDeath } from './routes.ts';

export const handler = endpoint(
  recordDeath,
  async ({ body: { clientId, on }, actor, now }) => {
    const progress = await progresses.get({ clientId });
    if (progress === undefined) throw notFound();
    checkDeath(on, dayIn(progress.zone, now));
    const death = { clientId, on, recordedBy: actor.id, recordedAt: now.toISOString() };
    return outcome(death, deaths.add(death));
  },
  secondFactor,
);

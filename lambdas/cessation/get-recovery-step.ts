import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { latestTrigger, weekOf } from './domain/lapse.ts';
import { recoveryStep } from './domain/recovery.ts';
import { cravings, lapses, progresses } from './records.ts';
import { getRecoveryStep } from './routes.ts';

const LOOKED_AT = 20;

export const handler = endpoint(getRecoveryStep, async ({ actor, now }) => {
  const clientId = actor.id;
  const latest = { limit: LOOKED_AT, reverse: true };
  const [progress, urges, slips] = await Promise.all([
    progresses.get({ clientId }),
    cravings.list({ clientId }, latest),
    lapses.list({ clientId }, latest),
  ]);
  const week = progress && weekOf(progress, now);
  if (week === undefined) throw notFound();
  const trigger = latestTrigger([...urges.filter(({ smoked }) => smoked), ...slips]);
  return outcome(recoveryStep({ ...week, trigger }));
});

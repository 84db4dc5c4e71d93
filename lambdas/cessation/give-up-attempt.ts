import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { dayIn } from '#shared/time';
import { withNews } from './domain/night.ts';
import { isUnderWay, noAttempt } from './domain/plan.ts';
import { settled, withEnd } from './domain/progress.ts';
import { attempts, keep, progresses } from './records.ts';
import { giveUpAttempt } from './routes.ts';

export const handler = endpoint(giveUpAttempt, async ({ actor, now }) => {
  const clientId = actor.id;
  const [latest, known] = await Promise.all([attempts.latest({ clientId }), progresses.get({ clientId })]);
  if (latest === undefined || known === undefined || !isUnderWay(latest)) throw noAttempt();
  const endedOn = dayIn(known.zone, now);
  const ended = attempts.change(latest, { status: 'stopped', endedOn });
  const next = withNews(settled(withEnd(known, endedOn), now), now);
  return outcome(ended.item, ended, ...keep(known, next.progress, next.night));
});

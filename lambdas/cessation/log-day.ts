import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { dayIn } from '#shared/time';
import { checkDay, profileFirst, saysTheSame } from './domain/day.ts';
import { settled, told } from './domain/progress.ts';
import { lapsed } from './events.ts';
import { dayLogs, progresses } from './records.ts';
import { logDay } from './routes.ts';

export const handler = endpoint(logDay, async ({ body, params: { date }, actor, now, newId }) => {
  const clientId = actor.id;
  const [kept, progress] = await Promise.all([dayLogs.get({ clientId, date }), progresses.get({ clientId })]);
  if (progress === undefined) throw profileFirst();
  const today = dayIn(progress.zone, now);
  checkDay(date, today);
  if (kept && saysTheSame(kept, body)) return outcome(kept);
  const { mood, craving, cigarettes } = body;
  const day = kept
    ? dayLogs.change(kept, { cigarettes, mood, craving })
    : dayLogs.add({ ...body, id: newId('day'), clientId, date, loggedAt: now.toISOString(), backDated: date < today });
  const { progress: next, isLapse } = told(progress, date, { logged: cigarettes });
  return outcome(
    day.item,
    day,
    progresses.change(progress, settled(next, now)),
    isLapse && lapsed.raise({ id: day.item.id, clientId, at: now.toISOString() }),
  );
});

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { dayIn } from '#shared/time';
import { counted } from './decisions.ts';
import { checkDay, profileFirst, saysTheSame } from './domain/day.ts';
import { dayLogs, progresses } from './records.ts';
import { logDay } from './routes.ts';

export const handler = endpoint(logDay, async ({ body, params: { date }, actor, now, newId }) => {
  const clientId = actor.id;
  const [kept, progress] = await Promise.all([dayLogs.get({ clientId, date }), progresses.get({ clientId })]);
  if (progress === undefined) throw profileFirst();
  const today = dayIn(progress.zone, now);
  checkDay(date, today);
  if (kept && saysTheSame(kept, body)) return outcome(kept);
  const at = now.toISOString();
  const { mood, craving, aids, cigarettes } = body;
  const backDated = kept?.backDated ?? date < today;
  const day = kept
    ? dayLogs.change(kept, { cigarettes, mood, craving, aids })
    : dayLogs.add({ ...body, id: newId('day'), clientId, date, loggedAt: at, backDated });
  const edited = kept !== undefined;
  const effects = await counted(
    progress,
    date,
    { logged: cigarettes, backDated, edited },
    { id: day.item.id, clientId, at },
    now,
  );
  return outcome(day.item, day, ...effects);
});

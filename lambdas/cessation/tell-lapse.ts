import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { counted } from './decisions.ts';
import { dayOf, isAhead, lapseAhead, lapseTooFarBack } from './domain/craving.ts';
import { profileFirst } from './domain/day.ts';
import { lapses, progresses } from './records.ts';
import { tellLapse } from './routes.ts';

export const handler = endpoint(tellLapse, async ({ body, actor, now, newId }) => {
  if (isAhead(body.at, now)) throw lapseAhead();
  const clientId = actor.id;
  const known = await progresses.get({ clientId });
  if (known === undefined) throw profileFirst();
  const date = dayOf(body.at, known, now);
  if (date === undefined) throw lapseTooFarBack();
  const lapse = { ...body, id: newId('lps'), clientId, attemptId: known.spans.at(-1)?.id, date };
  const effects = await counted(known, date, { slips: body.cigarettes, at: body.at }, lapse, now);
  return outcome(lapse, lapses.add(lapse), ...effects);
});

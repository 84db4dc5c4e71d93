import { send } from '#shared/queues/send';
import { timer } from '#shared/schedules/timer';
import { days } from '#shared/time';
import { closeDay, eachOf } from './decisions.ts';
import { MADE_UP, slotsBetween } from './domain/night.ts';
import { closeDays } from './queues.ts';
import { nightRuns, nights } from './records.ts';
import { everyHourCloseDays } from './schedules.ts';

/** More than so many are handed on in pieces. */
const MANY = 500;
const PIECE = 100;
/** So far back the first run of all looks. */
const FIRST = days(2);

/** Whoever is due in the hours that have come since the last run. A run that broke off is made up for by the next, and
 *  whoever was looked at is looked at again: it changes nothing. */
export const handler = timer(everyHourCloseDays, async ({ at, now, once }) => {
  const last = await nightRuns.get({ run: 'close-days' });
  const earliest = new Date(at.getTime() - (last ? MADE_UP : FIRST)).toISOString();
  const from = last && last.through > earliest ? last.through : earliest;
  const through = at.toISOString();
  if (from >= through) return;
  const slots = slotsBetween(from, through).map((slot) => nights.list({ slot }, { from, to: through }));
  const due = [...new Set((await Promise.all(slots)).flat().map(({ clientId }) => clientId))];
  if (due.length > MANY) await send(closeDays, pieces(due, through));
  else await eachOf(due, (clientId) => once(clientId, (newId) => closeDay(clientId, now, newId)));
  await once('through', async () => {
    const run = { run: 'close-days' as const, through };
    return [last ? nightRuns.change(last, run) : nightRuns.add(run)];
  });
});

const pieces = (clientIds: readonly string[], through: string) =>
  Array.from({ length: Math.ceil(clientIds.length / PIECE) }, (_, index) => ({
    id: `${through}.${index}`,
    message: { clientIds: clientIds.slice(index * PIECE, (index + 1) * PIECE) },
  }));

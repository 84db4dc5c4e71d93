import { timer } from '#shared/schedules/timer';
import { hours } from '#shared/time';
import { closeDay } from './decisions.ts';
import { MADE_UP, slotsBetween } from './domain/night.ts';
import { nightRuns, nights } from './records.ts';
import { everyHourCloseDays } from './schedules.ts';

const AT_ONCE = 10;

/** Whoever is due in the hours that have come since the last run. A run that broke off is made up for by the next, and
 *  whoever was looked at is looked at again: it changes nothing. */
export const handler = timer(everyHourCloseDays, async ({ at, now, once }) => {
  const last = await nightRuns.get({ run: 'close-days' });
  const earliest = new Date(at.getTime() - (last ? MADE_UP : hours(1))).toISOString();
  const from = last && last.through > earliest ? last.through : earliest;
  const through = at.toISOString();
  if (from >= through) return;
  const slots = slotsBetween(from, through).map((slot) => nights.list({ slot }, { from, to: through }));
  const due = [...new Set((await Promise.all(slots)).flat().map(({ clientId }) => clientId))];
  for (let first = 0; first < due.length; first += AT_ONCE) {
    const some = due.slice(first, first + AT_ONCE);
    await Promise.all(some.map((clientId) => once(clientId, (newId) => closeDay(clientId, now, newId))));
  }
  await once('through', async () => {
    const run = { run: 'close-days' as const, through };
    return [last ? nightRuns.change(last, run) : nightRuns.add(run)];
  });
});

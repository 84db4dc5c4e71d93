import { failure } from '#shared/failure';
import { dayAfter } from '#shared/time';
import type { Attempt } from '../schemas.ts';
import { BACK } from './progress.ts';

const AHEAD = 90;

export const quitDateOutOfReach = failure(
  'quit_date_out_of_reach',
  422,
  `A quit date lies at most ${BACK} days back or ${AHEAD} ahead`,
  { field: 'quitDate' },
);
export const quitDateStands = failure(
  'quit_date_stands',
  409,
  `A quit date more than ${BACK} days back stands: what was achieved since is counted from it`,
  { field: 'quitDate' },
);

/** Whether the plan may have this quit date; the one that it has, it may keep. */
export function checkQuitDate(quitDate: string, running: Attempt | undefined, today: string): void {
  if (quitDate === running?.quitDate) return;
  const earliest = dayAfter(today, -BACK);
  if (quitDate < earliest || quitDate > dayAfter(today, AHEAD)) throw quitDateOutOfReach();
  if (running !== undefined && running.quitDate < earliest) throw quitDateStands();
}

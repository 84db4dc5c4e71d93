import { failure } from '#shared/failure';
import { dayAfter } from '#shared/time';
import type { Progress } from '../figures-schemas.ts';
import type { Attempt } from '../schemas.ts';
import { BACK, courseOf } from './progress.ts';

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
export const attemptBefore = failure('attempt_before', 422, 'The attempt before this one had not ended by then', {
  field: 'quitDate',
});
export const smokedSince = failure('smoked_since', 422, 'After that day you smoked for seven days on end', {
  field: 'quitDate',
});
export const noAttempt = failure('no_attempt', 409, 'No attempt is under way');

export const isUnderWay = ({ status }: Attempt) => status === 'running' || status === 'achieved';

/** Whether the plan may have this quit date: one that an attempt under way has, it may keep. */
export function checkQuitDate(
  quitDate: string,
  { underWay, today, endBefore }: { underWay: Attempt | undefined; today: string; endBefore: string | undefined },
): void {
  if (quitDate === underWay?.quitDate) return;
  const earliest = dayAfter(today, -BACK);
  if (quitDate < earliest || quitDate > dayAfter(today, AHEAD)) throw quitDateOutOfReach();
  if (underWay !== undefined && underWay.quitDate < earliest) throw quitDateStands();
  if (endBefore !== undefined && quitDate <= endBefore) throw attemptBefore();
}

/** An attempt does not begin with a relapse. */
export function checkBegins(planned: Progress): void {
  if (courseOf(planned).relapsedOn !== undefined) throw smokedSince();
}

/** What counting says of an attempt that was not given up. */
export function courseOfAttempt(attempt: Attempt, relapsedOn: string | undefined): Partial<Attempt> {
  if (relapsedOn !== undefined) return { status: 'relapsed', endedOn: relapsedOn };
  return { status: attempt.achievedAt === undefined ? 'running' : 'achieved', endedOn: undefined };
}

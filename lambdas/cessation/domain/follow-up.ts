import { failure } from '#shared/failure';
import { dayAfter, monthsAfter } from '#shared/time';
import type { FollowUp, FollowUpAnswer, ShownFollowUp } from '../follow-up-schemas.ts';
import type { Attempt } from '../schemas.ts';

export const followUpNotOpen = failure('follow_up_not_open', 409, 'That follow-up takes no answer now');
export const answersDisagree = failure('answers_disagree', 422, 'One of the answers says otherwise than another', {
  field: 'smokedLast30Days',
});

const MONTHS = [1, 3, 6, 12] as const;
const BEFORE = 7;
const AFTER = 28;

export const followUpId = (attemptId: string, months: FollowUp['months']) => `${attemptId}.${months}`;

/** When a follow-up is due, and between which days an answer counts; all on the client's own calendar. */
function windowOf(quitDate: string, months: FollowUp['months']) {
  const due = monthsAfter(quitDate, months);
  return { due, opens: dayAfter(due, -BEFORE), closes: dayAfter(due, AFTER) };
}

/** A follow-up as it stands on a day. Undefined of an attempt that was given up before its quit date. */
export function followUpOf(
  { id: attemptId, quitDate, endedOn }: Attempt,
  months: FollowUp['months'],
  kept: FollowUp | undefined,
  today: string,
): ShownFollowUp | undefined {
  if (endedOn !== undefined && endedOn < quitDate) return undefined;
  const window = windowOf(quitDate, months);
  const { answer, answeredAt, answeredOn, outcome, settledAt } = kept ?? {};
  const known = { attemptId, months, answer, answeredAt, answeredOn, outcome, settledAt };
  const state = answer ? 'answered' : today < window.opens ? 'ahead' : today <= window.closes ? 'open' : 'missed';
  return { ...known, ...window, state };
}

/** All follow-ups of an attempt. */
export const followUpsOf = (attempt: Attempt, kept: readonly FollowUp[], today: string): ShownFollowUp[] =>
  MONTHS.map((months) => {
    const id = followUpId(attempt.id, months);
    return followUpOf(
      attempt,
      months,
      kept.find((one) => one.id === id),
      today,
    );
  }).filter((followUp) => followUp !== undefined);

/** What is to be done about a follow-up. */
export interface Due {
  readonly months: FollowUp['months'];
  /** `drop`: it is settled without an outcome. */
  readonly step: 'ask' | 'settle' | 'drop';
}

/** What is due of an attempt by that day: it is asked in its window, and settled after it. Somebody who died is asked
 *  nothing, and what closes after their death has no outcome. */
export function followUpsDue(
  attempt: Attempt,
  kept: readonly FollowUp[],
  today: string,
  death: { readonly on: string } | undefined,
): Due[] {
  return followUpsOf(attempt, kept, today).flatMap(({ months, state, closes, settledAt }): Due[] => {
    if (settledAt !== undefined) return [];
    if (today > closes) return [{ months, step: death !== undefined && death.on <= closes ? 'drop' : 'settle' }];
    const isAsked = kept.some(({ id, askedAt }) => id === followUpId(attempt.id, months) && askedAt !== undefined);
    return state === 'open' && !isAsked && death === undefined ? [{ months, step: 'ask' }] : [];
  });
}

/** An answer may be given again while its window is open: the last one counts. */
export function checkAnswer(followUp: ShownFollowUp | undefined, answer: FollowUpAnswer, today: string): void {
  if (followUp === undefined || today < followUp.opens || today > followUp.closes) throw followUpNotOpen();
  const { smokedLast7Days, smokedLast30Days, cigarettesSinceGrace, wasBack } = answer;
  if (smokedLast7Days && !smokedLast30Days) throw answersDisagree();
  if (wasBack && cigarettesSinceGrace === 0) throw answersDisagree();
}

import { dayAfter, daysBetween } from '#shared/time';
import type { Course, OpenDay } from '../figures-schemas.ts';
import type { FollowUp, FollowUpAnswer, Outcome } from '../follow-up-schemas.ts';
import type { Attempt } from '../schemas.ts';
import { RUSSELL } from './abstinence.ts';
import { cigarettesOn, coursed, newCourse } from './count.ts';

/** What came of an attempt at a follow-up (C-13): by the answer, and where a log says otherwise, by the log. It is the answer
 *  that dates it: the days looked at end with the one before. Without an answer it counts as smoking. */
export function outcomeOf(
  { quitDate, endedOn }: Pick<Attempt, 'quitDate' | 'endedOn'>,
  { months, answer, answeredOn }: Pick<FollowUp, 'months' | 'answer' | 'answeredOn'>,
  told: readonly OpenDay[],
): Outcome {
  const isLong = months >= 6;
  if (answer === undefined || answeredOn === undefined) {
    const nothing = { abstinent7: false, abstinent30: false, prolonged: false, contradicted: false };
    return { responded: false, ...nothing, ...(isLong && { russell: false }) };
  }
  const days = told.filter(({ date }) => date < answeredOn).sort((one, other) => (one.date < other.date ? -1 : 1));
  const course = days
    .filter(({ date }) => date >= quitDate)
    .reduce((so: Course, day) => coursed(so, { quitDate }, day), newCourse);
  const isOver = course.relapsedOn !== undefined || (endedOn !== undefined && endedOn < answeredOn);
  const smoked = Math.max(answer.cigarettesSinceGrace, course.sinceGrace);
  const [last7, last30] = [7, 30].map((span) => logged(days, answeredOn, span));
  const said = { last7: !answer.smokedLast7Days, last30: !answer.smokedLast30Days };
  return {
    responded: true,
    abstinent7: last7 ?? said.last7,
    abstinent30: last30 ?? said.last30,
    prolonged: !isOver && !answer.wasBack && !course.isBack,
    ...(isLong && { russell: !isOver && smoked <= RUSSELL }),
    contradicted: contradicts(answer, said, { last7, last30, course }),
  };
}

/** What the logs say of the days before: nothing, unless one has a cigarette or every one was logged. */
function logged(days: readonly OpenDay[], before: string, span: number): boolean | undefined {
  const looked = days.filter(({ date }) => date >= dayAfter(before, -span));
  if (looked.some((day) => cigarettesOn(day) > 0)) return false;
  return looked.filter(({ logged }) => logged !== undefined).length === span ? true : undefined;
}

function contradicts(
  answer: FollowUpAnswer,
  said: { last7: boolean; last30: boolean },
  { last7, last30, course }: { last7: boolean | undefined; last30: boolean | undefined; course: Course },
): boolean {
  return (
    (last7 ?? said.last7) !== said.last7 ||
    (last30 ?? said.last30) !== said.last30 ||
    course.sinceGrace > answer.cigarettesSinceGrace ||
    (!answer.wasBack && (course.isBack || course.relapsedOn !== undefined))
  );
}

/** So many months after the quit date, an answer that meets the Russell-style measure is success. */
export const isSuccess = ({ russell }: Outcome) => russell === true;

/** How far back the logs count for an outcome: to the quit date, but always the last 30 days. */
export const lookedBackTo = (quitDate: string, answeredOn: string): string =>
  daysBetween(quitDate, answeredOn) < 30 ? dayAfter(answeredOn, -30) : quitDate;

import { dayAfter } from '#shared/time';
import type { Measure, Progress, Summary, Tally } from '../figures-schemas.ts';
import { GRACE, smokedOn } from './count.ts';

/** The measures of abstinence, here by the client's own logs alone. An outcome, which needs an answer, is in outcome.ts. */

/** A Russell-style measure forgives so many cigarettes since the grace (West 2005). */
export const RUSSELL = 5;

export function abstinence(
  { days, spans }: Progress,
  { course, run }: Tally,
  today: string,
  reached: (months: number) => boolean,
): Summary['abstinence'] {
  const latest = spans.at(-1);
  if (latest === undefined || latest.quitDate >= today) return {};
  const { quitDate, end } = latest;
  const isOver = end !== undefined || course.relapsedOn !== undefined;
  const smokedToday = smokedOn(today, days);
  const graceEnd = dayAfter(quitDate, GRACE);
  const sinceGrace = (holds: boolean): Measure => ({ holds, from: graceEnd, logs: course.logs });
  const last = (span: number) => {
    const from = dayAfter(today, -span);
    if (quitDate > from) return undefined;
    const logs = days.filter(({ date, logged }) => date >= from && date < today && logged !== undefined).length;
    return { holds: run >= span && !smokedToday, from, logs };
  };
  const months = ([12, 6] as const).find(reached);
  return {
    last7Days: last(7),
    last30Days: last(30),
    ...(graceEnd < today && { prolonged: sinceGrace(!isOver && !course.isBack) }),
    ...(months && { russell: { ...sinceGrace(!isOver && course.sinceGrace <= RUSSELL), months } }),
  };
}

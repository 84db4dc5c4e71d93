import { failure } from '#shared/failure';
import { days } from '#shared/time';
import { isOnce, momentsOf, type Span } from './moments.ts';

export const clockBackwards = failure('clock_backwards', 422, 'Time goes forward only', { field: 'now' });
export const clockTooFar = failure('clock_too_far', 422, 'At most 31 days in one move', { field: 'now' });
export const scheduleFailed = failure('schedule_failed', 502, 'A schedule failed: the clock stands at its moment');

const FURTHEST = days(31);
const STEP = days(1);

/** To ask again for the moment that was asked for last is no move back: what is left of that move is made. */
export function checkMove(to: Date, now: Date, asked: string | undefined): void {
  if (to.toISOString() === asked) return;
  if (to < now) throw clockBackwards({ detail: `It is ${now.toISOString()}` });
  if (to.getTime() - now.getTime() > FURTHEST) throw clockTooFar();
}

/** A day at a time. */
export function stepsOf({ after, until }: Span): Span[] {
  const steps: Span[] = [];
  for (let from = after; from < until; ) {
    const to = new Date(Math.min(from.getTime() + STEP, until.getTime()));
    steps.push({ after: from, until: to });
    from = to;
  }
  return steps;
}

interface Timed {
  readonly name: string;
  readonly at: string;
  readonly made: Date;
  readonly missed: 'each' | 'once';
}

/** What is to be called within a step, in order: every tick of those that miss none, of the others the last. */
export const dueWithin = <T extends Timed>(all: readonly T[], step: Span): { schedule: T; at: Date }[] =>
  all
    .flatMap((schedule) => {
      const moments = momentsOf(schedule.at, schedule.made, step);
      const due = schedule.missed === 'each' || isOnce(schedule.at) ? moments : moments.slice(-1);
      return due.map((moment) => ({ schedule, at: new Date(Math.max(moment.getTime(), step.after.getTime())) }));
    })
    .sort((one, other) => one.at.getTime() - other.at.getTime() || (one.schedule.name < other.schedule.name ? -1 : 1));

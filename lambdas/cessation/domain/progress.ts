import { dayAfter, dayIn } from '#shared/time';
import type { Course, OpenDay, Progress, Span, Tally } from '../figures-schemas.ts';
import type { SmokingProfile } from '../profile-schemas.ts';
import type { Attempt } from '../schemas.ts';
import { blank, cigarettesOn, countedTo, spanOn, uncoursed } from './count.ts';

/** So many days back, a day may still be told or retold. */
export const BACK = 30;
/** It stays open a little longer: who travels west lives a date twice. */
const OPEN = BACK + 2;

export function fresh(clientId: string, zone: string, today: string): Progress {
  return { clientId, zone, since: today, spans: [], settled: blank(today), days: [], resisted: 0 };
}

/** All that was told, counted up to a day. */
export const tallied = (progress: Progress, to: string): Tally => countedTo(to, progress.settled, progress);

/** Counts in what cannot change any more, and lets go of it: the item keeps its size, however many years it lasts. */
export function settled(progress: Progress, now: Date): Progress {
  const closed = dayAfter(dayIn(progress.zone, now), -OPEN - 1);
  const { spans } = progress;
  return {
    ...progress,
    settled: tallied(progress, closed),
    spans: spans.filter(({ end }, index) => index === spans.length - 1 || end === undefined || end > closed),
    days: progress.days.filter(({ date }) => date > closed),
  };
}

/** How the latest attempt went by all that was told. */
export const courseOf = (progress: Progress): Course =>
  tallied(progress, progress.days.at(-1)?.date ?? progress.settled.through).course;

/** What is told of a day: how it was logged at its end, cigarettes in the middle of it, or cravings that passed. */
export type Telling =
  | { readonly logged: number; readonly backDated?: boolean; readonly edited?: boolean }
  | { readonly slips: number; readonly at: string }
  | { readonly resisted: number };

interface Told {
  readonly progress: Progress;
  /** The first cigarette of a day within an attempt; what is told of the same day after it is the same lapse. */
  readonly isLapse: boolean;
  /** Whether seven smoking days on end came about by it, or came apart: then the attempt goes on. */
  readonly relapse?: { readonly on: string | undefined };
}

/** With another day told, or the same one retold; and what that means for the attempt. */
export function told(progress: Progress, date: string, telling: Telling): Told {
  if ('resisted' in telling) {
    return { progress: { ...progress, resisted: progress.resisted + telling.resisted }, isLapse: false };
  }
  const before: OpenDay = progress.days.find((day) => day.date === date) ?? { date, slips: 0 };
  const after = retold(before, telling);
  const others = progress.days.filter((day) => day !== before);
  const days = [...others, after].sort((one, other) => (one.date < other.date ? -1 : 1));
  const next = { ...progress, days: withLatestMoment(days) };
  const [was, is] = [courseOf(progress), courseOf(next)];
  const hadNone = cigarettesOn(before) === 0;
  const isLapse = spanOn(next.spans, date, was) !== undefined && hadNone && cigarettesOn(after) > 0;
  const isOpen = next.spans.at(-1)?.end === undefined;
  if (!isOpen || was.relapsedOn === is.relapsedOn) return { progress: next, isLapse };
  return { progress: next, isLapse, relapse: { on: is.relapsedOn } };
}

function retold(before: OpenDay, telling: Exclude<Telling, { resisted: number }>): OpenDay {
  if ('slips' in telling) {
    const lastSlip = before.lastSlip !== undefined && before.lastSlip > telling.at ? before.lastSlip : telling.at;
    return { ...before, slips: before.slips + telling.slips, lastSlip };
  }
  const { logged, backDated, edited } = telling;
  return {
    ...before,
    logged,
    ...(backDated && { backDated: true as const }),
    ...(edited && { edited: true as const }),
  };
}

/** Only of the last cigarette of all it matters at what moment it was: the item keeps to its kilobyte. */
function withLatestMoment(days: readonly OpenDay[]): OpenDay[] {
  const latest = days.findLast(({ lastSlip }) => lastSlip !== undefined);
  return days.map((day) => {
    if (day === latest || day.lastSlip === undefined) return day;
    const { lastSlip: _, ...rest } = day;
    return rest;
  });
}

export const withProfile = (
  progress: Progress,
  {
    zone,
    cigarettesADay,
    smokingSince,
    packs,
  }: Pick<SmokingProfile, 'zone' | 'cigarettesADay' | 'smokingSince' | 'packs'>,
): Progress => ({ ...progress, zone, smoking: { cigarettesADay, smokingSince, packs } });

/** With a new attempt, or with the quit date of the latest moved: it never moves further than days stay open, so that what
 *  is settled lies before either. */
export function withPlan(
  progress: Progress,
  { id, startedAt, quitDate, zone }: Pick<Attempt, 'id' | 'startedAt' | 'quitDate' | 'zone'>,
): Progress {
  const { spans, firstQuitDate } = progress;
  const latest = spans.at(-1);
  const isMoved = latest?.id === id;
  if (isMoved && latest.quitDate === quitDate) return { ...progress, zone };
  const before = isMoved ? spans.slice(0, -1) : ended(spans, courseOf(progress).relapsedOn);
  const isFirst = firstQuitDate === undefined || (isMoved && firstQuitDate === latest.quitDate);
  const moved = {
    ...progress,
    zone,
    spans: [...before, { id, startedAt, quitDate }],
    firstQuitDate: isFirst ? quitDate : firstQuitDate,
    settled: uncoursed(progress.settled),
  };
  return quitDate < progress.since ? { ...moved, since: quitDate, settled: blank(quitDate) } : moved;
}

/** With the latest attempt given up on a day; one whose quit date had not come never was. */
export function withEnd(progress: Progress, end: string): Progress {
  const { spans, firstQuitDate } = progress;
  const latest = spans.at(-1);
  if (latest === undefined) return progress;
  if (end >= latest.quitDate) return { ...progress, spans: ended(spans, end) };
  const isFirst = firstQuitDate === latest.quitDate;
  return { ...progress, spans: spans.slice(0, -1), firstQuitDate: isFirst ? undefined : firstQuitDate };
}

/** The day on which the attempt before ended, as far as it can matter to another. */
export const endBefore = (progress: Progress, id: string | undefined): string | undefined =>
  ended(progress.spans, courseOf(progress).relapsedOn).findLast((span) => span.id !== id)?.end;

/** The latest ends on that day, unless it has ended already. */
const ended = (spans: readonly Span[], end: string | undefined): Span[] =>
  spans.map((span, index) =>
    index < spans.length - 1 || span.end !== undefined || end === undefined ? span : { ...span, end },
  );

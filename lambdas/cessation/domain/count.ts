import { dayAfter, daysBetween } from '#shared/time';
import type { Course, OpenDay, Progress, Span, Tally } from '../figures-schemas.ts';
import type { PackSince } from '../profile-schemas.ts';

/** So many smoking days on end are a relapse. */
const RELAPSE = 7;
/** Two weeks from the quit date on in which a cigarette is forgiven (West 2005; Hughes 2003). */
export const GRACE = 14;

export const newCourse: Course = { smokingRun: 0, sinceGrace: 0, isBack: false, logs: 0 };

/** Nothing counted yet: the day with which it begins is the next. */
export const blank = (since: string): Tally => ({
  through: dayAfter(since, -1),
  smokeFree: 0,
  run: 0,
  longest: 0,
  logs: 0,
  backDated: 0,
  edited: 0,
  contradicted: 0,
  use: [],
  course: newCourse,
});

/** Another attempt, or another quit date: how it goes is counted anew, and what was achieved stays. */
export const uncoursed = (tally: Tally): Tally => ({ ...tally, course: newCourse });

/** What the client said of it at the end of the day, or in the middle of it: whichever is more. */
export const cigarettesOn = ({ logged = 0, slips }: OpenDay) => Math.max(logged, slips);

/** Whether a cigarette was told of on that day, which need not be over. */
export const smokedOn = (date: string, days: readonly OpenDay[]) =>
  days.some((day) => day.date === date && cigarettesOn(day) > 0);

/** Which price holds on a day: the first also holds for the time before it. */
const packOn = (packs: readonly PackSince[], day: string) =>
  Math.max(
    0,
    packs.findLastIndex(({ from }) => from <= day),
  );

/** The attempt to which a day belongs, if its quit date has come and it has not ended. */
export const spanOn = (spans: readonly Span[], day: string, { relapsedOn }: Course): Span | undefined => {
  const last = spans.at(-1);
  return spans.findLast(({ quitDate, end }, index) => {
    const ended = end ?? (spans[index] === last ? relapsedOn : undefined);
    return quitDate <= day && (ended === undefined || day <= ended);
  });
};

type Facts = Pick<Progress, 'days' | 'smoking' | 'spans' | 'firstQuitDate'>;

/** Counts on from where the tally ends up to a day. Days of which nothing was told are passed over in one step: smoke-free
 *  within an attempt, else as many cigarettes as before. */
export function countedTo(to: string, tally: Tally, { days, smoking, spans, firstQuitDate }: Facts): Tally {
  const first = dayAfter(tally.through, 1);
  if (to < first) return tally;
  const packs = smoking?.packs ?? [];
  const told = new Map(days.map((day) => [day.date, day]));
  const next: { -readonly [F in keyof Tally]: Tally[F] } = { ...tally, through: to, use: [...tally.use] };

  const used = (day: string, more: { smoked?: number; assumed?: number }) => {
    const price = packOn(packs, day);
    for (let each = next.use.length; each <= price; each += 1) next.use.push({ smoked: 0, assumed: 0 });
    const { smoked, assumed } = next.use[price]!;
    next.use[price] = { smoked: smoked + (more.smoked ?? 0), assumed: assumed + (more.assumed ?? 0) };
  };
  const passFree = (day: string, count: number) => {
    if (firstQuitDate === undefined || day < firstQuitDate) return;
    next.smokeFree += count;
    next.run += count;
    next.longest = Math.max(next.longest, next.run);
  };
  const passSmoked = (day: string) => {
    if (firstQuitDate === undefined || day < firstQuitDate) return;
    next.run = 0;
    next.lastSmoked = day;
  };

  for (const [day, count] of stretches(first, to, [
    ...days.flatMap(({ date }) => [date, dayAfter(date, 1)]),
    ...spans.flatMap(({ quitDate, end }) => [quitDate, ...(end === undefined ? [] : [dayAfter(end, 1)])]),
    ...packs.map(({ from }) => from),
    ...(firstQuitDate === undefined ? [] : [firstQuitDate]),
  ])) {
    const one = told.get(day);
    const span = spanOn(spans, day, next.course);
    const cigarettes = one && (one.logged !== undefined || span) ? cigarettesOn(one) : span && 0;
    if (cigarettes === undefined) {
      used(day, { assumed: count });
      passSmoked(dayAfter(day, count - 1));
    } else if (cigarettes > 0) {
      used(day, { smoked: cigarettes });
      passSmoked(day);
    } else passFree(day, count);
    if (one === undefined) continue;
    if (span && span === spans.at(-1)) next.course = coursed(next.course, span, one);
    if (one.logged !== undefined) next.logs += 1;
    if (one.backDated) next.backDated += 1;
    if (one.edited) next.edited += 1;
    if (one.logged !== undefined && one.logged < one.slips) next.contradicted += 1;
  }
  return next;
}

/** One more told day of the attempt. After the grace, smoking in each of two weeks on end is being back (Hughes 2003). */
export function coursed(course: Course, { quitDate }: Pick<Span, 'quitDate'>, day: OpenDay): Course {
  const cigarettes = cigarettesOn(day);
  const past = daysBetween(quitDate, day.date) - GRACE;
  const logs = course.logs + (past >= 0 && day.logged !== undefined ? 1 : 0);
  if (cigarettes === 0) return { ...course, logs, ...(day.logged !== undefined && { smokingRun: 0 }) };
  const smokingRun = course.smokingRun + 1;
  const ran = { ...course, logs, smokingRun, ...(smokingRun === RELAPSE && { relapsedOn: day.date }) };
  if (past < 0) return ran;
  const smokyWeek = Math.floor(past / 7);
  const isBack = course.isBack || course.smokyWeek === smokyWeek - 1;
  return { ...ran, sinceGrace: course.sinceGrace + cigarettes, smokyWeek, isBack };
}

/** From the first day to the last in stretches that begin at the marks: where one begins, and how many days it has. */
function stretches(first: string, last: string, marks: readonly string[]): [day: string, count: number][] {
  const begins = [...new Set([first, ...marks.filter((mark) => mark > first && mark <= last)])].sort();
  return begins.map((day, index) => [day, daysBetween(day, begins[index + 1] ?? dayAfter(last, 1))]);
}

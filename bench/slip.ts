import { dayIn, type Progress } from './schemas.ts';

/* The rule of log-craving, by hand: for which day a craving counts, and what a cigarette changes in somebody's progress. */

const DAY = 24 * 60 * 60_000;
const BACK = 30;
const OPEN = BACK + 2;

export interface Judged {
  readonly attemptId?: string | undefined;
  readonly date?: string;
  readonly isLapse: boolean;
  readonly next?: Progress;
}

export function judge({ at, smoked }: { at: string; smoked: boolean }, known: Progress | undefined, now: Date): Judged {
  if (known === undefined) return { isLapse: false };
  const { zone, attempt, days } = known;
  const attemptId = attempt?.id;
  const [today, felt] = [dayIn(zone, now.toISOString()), dayIn(zone, at)];
  if (felt < dayAfter(today, -BACK)) return { attemptId, isLapse: false };
  const [date = today] = [felt, today].sort();
  if (!smoked) return { attemptId, date, isLapse: false };
  const before: OpenDay = days.find((day) => day.date === date) ?? { date, slips: 0 };
  const told = [...days.filter((day) => day !== before), { ...before, slips: before.slips + 1 }];
  told.sort((one, other) => (one.date < other.date ? -1 : 1));
  const closed = dayAfter(today, -OPEN - 1);
  const settled = known.settled && counted(closed, known.settled, told, known.smoking?.packs ?? []);
  const isLapse = attempt !== undefined && date >= attempt.quitDate && cigarettes(before) === 0;
  const next = { ...known, ...(settled && { settled }), days: told.filter((day) => day.date > closed) };
  return { attemptId, date, isLapse, next };
}

type OpenDay = Progress['days'][number];
type Tally = NonNullable<Progress['settled']>;

/** What cannot change any more, counted up to a day. */
function counted(to: string, from: Tally, days: readonly OpenDay[], packs: readonly { from: string }[]): Tally {
  if (to <= from.through) return from;
  const tally = { ...from, smoked: [...from.smoked] };
  const passFree = (count: number) => {
    tally.smokeFree += count;
    tally.run += count;
    tally.longest = Math.max(tally.longest, tally.run);
  };
  for (const day of days.filter(({ date }) => date > from.through && date <= to)) {
    if (day.logged !== undefined) tally.logs += 1;
    if (cigarettes(day) === 0) continue;
    passFree(daysBetween(tally.through, day.date) - 1);
    const price = Math.max(
      0,
      packs.findLastIndex((pack) => pack.from <= day.date),
    );
    while (tally.smoked.length <= price) tally.smoked.push(0);
    tally.smoked[price]! += cigarettes(day);
    Object.assign(tally, { run: 0, through: day.date });
  }
  passFree(daysBetween(tally.through, to));
  return { ...tally, through: to };
}

const cigarettes = ({ logged = 0, slips }: OpenDay) => Math.max(logged, slips);
const dayAfter = (day: string, count: number) => new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY;

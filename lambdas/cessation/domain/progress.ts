import { dayAfter, dayIn, daysBetween } from '#shared/time';
import type { OpenDay, PackSince, Progress, SmokingProfile, Tally } from '../schemas.ts';

/** So many days back, a day may still be told or retold. */
export const BACK = 30;
/** It stays open a little longer: who travels west lives a date twice. */
const OPEN = BACK + 2;

export const fresh = (clientId: string, zone: string): Progress => ({ clientId, zone, days: [] });

/** What was said of it at the end of the day, or how often it was said in the middle of it: whichever is more. */
export const cigarettesOn = ({ logged = 0, slips }: OpenDay) => Math.max(logged, slips);

/** Which price holds on a day: the first also holds for the time before it. */
const packOn = (packs: readonly PackSince[], day: string) =>
  Math.max(
    0,
    packs.findLastIndex(({ from }) => from <= day),
  );

const begun = (quitDate: string): Tally => ({
  through: dayAfter(quitDate, -1),
  smokeFree: 0,
  run: 0,
  longest: 0,
  logs: 0,
  smoked: [],
});

/** Counts on from where the tally ends up to a day. A day of which nothing was told is smoke-free. */
export function countedTo(to: string, tally: Tally, { days, smoking }: Pick<Progress, 'days' | 'smoking'>): Tally {
  if (to <= tally.through) return tally;
  const told = days.filter(({ date }) => date > tally.through && date <= to);
  const smoked = [...tally.smoked];
  let { through, smokeFree, run, longest } = tally;
  const passFree = (count: number) => {
    smokeFree += count;
    run += count;
    longest = Math.max(longest, run);
  };
  for (const day of told.filter((each) => cigarettesOn(each) > 0)) {
    passFree(daysBetween(through, day.date) - 1);
    const price = packOn(smoking?.packs ?? [], day.date);
    for (let each = smoked.length; each <= price; each += 1) smoked.push(0);
    smoked[price]! += cigarettesOn(day);
    run = 0;
    through = day.date;
  }
  passFree(daysBetween(through, to));
  const logs = tally.logs + told.filter(({ logged }) => logged !== undefined).length;
  return { through: to, smokeFree, run, longest, logs, smoked };
}

/** Counts in what cannot change any more, and lets go of it: the item keeps its size, however many years it lasts. */
export function settled(progress: Progress, now: Date): Progress {
  const closed = dayAfter(dayIn(progress.zone, now), -OPEN - 1);
  return {
    ...progress,
    ...(progress.settled && { settled: countedTo(closed, progress.settled, progress) }),
    days: progress.days.filter(({ date }) => date > closed),
  };
}

/** With another day told, or the same one retold. */
export function told(
  progress: Progress,
  date: string,
  change: Partial<Pick<OpenDay, 'logged'>> & { slips?: (before: number) => number },
) {
  const before = progress.days.find((day) => day.date === date) ?? { date, slips: 0 };
  const { slips = (same: number) => same, ...rest } = change;
  const after: OpenDay = { ...before, ...rest, slips: slips(before.slips) };
  const days = [...progress.days.filter((day) => day !== before), after];
  const { attempt } = progress;
  return {
    progress: { ...progress, days: days.sort((one, other) => (one.date < other.date ? -1 : 1)) },
    /** The first cigarette of a day on or after the quit date; what is told of the same day after it is the same lapse. */
    isLapse: attempt !== undefined && date >= attempt.quitDate && cigarettesOn(before) === 0 && cigarettesOn(after) > 0,
  };
}

export const withProfile = (
  progress: Progress,
  { zone, cigarettesADay, smokingSince, packs }: SmokingProfile,
): Progress => ({
  ...progress,
  zone,
  smoking: { cigarettesADay, smokingSince, packs },
});

/** Where the quit date moves, counting begins anew from it: it never moves further than days stay open. */
export const withPlan = (
  progress: Progress,
  { id, quitDate, zone }: { id: string; quitDate: string; zone: string },
): Progress => ({
  ...progress,
  zone,
  attempt: { id, quitDate },
  settled: progress.settled && progress.attempt?.quitDate === quitDate ? progress.settled : begun(quitDate),
});

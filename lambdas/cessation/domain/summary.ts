import { dayAfter, dayIn, daysBetween } from '#shared/time';
import type { Progress, Summary, Tally } from '../schemas.ts';
import { cigarettesOn, countedTo } from './progress.ts';

const YEAR = 365.25;

type Smoking = NonNullable<Progress['smoking']>;

/** What grows by the calendar is worked out here, when somebody looks. */
export function summed(progress: Progress, now: Date): Summary {
  const { zone, smoking, attempt } = progress;
  const today = dayIn(zone, now);
  const at = attempt?.quitDate ?? today;
  const known = { asOf: today, quitDate: attempt?.quitDate, brinkman: smoking && brinkman(smoking, at) };
  if (attempt === undefined || progress.settled === undefined || attempt.quitDate > today) return known;
  const { quitDate } = attempt;
  const yesterday = dayAfter(today, -1);
  const tally = countedTo(yesterday, progress.settled, progress);
  const smokedToday = progress.days.some((day) => day.date === today && cigarettesOn(day) > 0);
  const { smokeFree: total, longest, logs } = tally;
  const smokeFree = { current: smokedToday ? 0 : tally.run, longest, total, since: quitDate, logs };
  return { ...known, smokeFree, ...(smoking && savings(smoking, tally, quitDate, yesterday)) };
}

/** Each pack price for the days on which it held, rounded down to the minor unit by itself: a later price, or a later
 *  day, changes nothing of what was saved under an earlier one. */
function savings({ cigarettesADay, packs }: Smoking, { smoked }: Tally, quitDate: string, yesterday: string) {
  const periods = packs.map(({ from, price, cigarettes }, index) => {
    const first = index === 0 || from < quitDate ? quitDate : from;
    const next = packs[index + 1]?.from;
    const end = next === undefined || next > yesterday ? dayAfter(yesterday, 1) : next;
    const avoided = cigarettesADay * Math.max(0, daysBetween(first, end)) - (smoked[index] ?? 0);
    return { avoided, currency: price.currency, saved: Math.floor((avoided * price.amountMinor) / cigarettes) };
  });
  const total = (some: readonly { saved: number }[]) => some.reduce((sum, { saved }) => sum + saved, 0);
  return {
    cigarettesAvoided: periods.reduce((sum, { avoided }) => sum + avoided, 0),
    moneySaved: [...Map.groupBy(periods, ({ currency }) => currency)].map(([currency, some]) => ({
      currency,
      amountMinor: total(some),
    })),
  };
}

/** Brinkman & Coates 1963, with the bands of C-14. */
function brinkman({ cigarettesADay, smokingSince }: Smoking, at: string): NonNullable<Summary['brinkman']> {
  const index = Math.round((cigarettesADay * Math.max(0, daysBetween(smokingSince, at))) / YEAR);
  return { index, band: index < 200 ? '0-199' : index < 600 ? '200-599' : '600+', at };
}

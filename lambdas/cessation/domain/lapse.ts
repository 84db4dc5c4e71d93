import { dayAfter, dayIn, daysBetween } from '#shared/time';
import type { Progress } from '../figures-schemas.ts';
import type { Lapse, Trigger } from '../schemas.ts';
import { cigarettesOn } from './count.ts';

const WEEK = 7;

/** The smoking days of the last seven since the quit date, today among them; undefined where there was none. */
export function weekOf({ zone, days, spans }: Progress, now: Date) {
  const quitDate = spans.at(-1)?.quitDate;
  if (quitDate === undefined) return undefined;
  const today = dayIn(zone, now);
  const from = dayAfter(today, 1 - WEEK);
  const smokingDays = days.filter(
    (day) => day.date >= from && day.date >= quitDate && day.date <= today && cigarettesOn(day) > 0,
  ).length;
  return smokingDays === 0 ? undefined : { smokingDays, daysSinceQuitDate: daysBetween(quitDate, today) };
}

/** What the last slip came from, as far as that was told. */
export const latestTrigger = (slips: readonly Pick<Lapse, 'at' | 'trigger'>[]): Trigger | undefined =>
  [...slips].sort((one, other) => (one.at < other.at ? 1 : -1))[0]?.trigger;

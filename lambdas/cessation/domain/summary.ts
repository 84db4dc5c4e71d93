import { dayAfter, dayIn, dayStart, daysBetween, monthsAfter } from '#shared/time';
import type { Progress, Summary, Tally } from '../figures-schemas.ts';
import { abstinence } from './abstinence.ts';
import { brinkman } from './brinkman.ts';
import { cigarettesOn, smokedOn } from './count.ts';
import { tallied } from './progress.ts';
import { savings } from './savings.ts';
import { healthScore } from './score.ts';

const LOOKED_BACK = 30;
/** Below so many logs a mean says nothing. */
const ENOUGH = 7;

/** What grows by the calendar is worked out here, when somebody looks. */
export function summed(progress: Progress, now: Date): Summary {
  const { zone, smoking, spans, since, firstQuitDate } = progress;
  const today = dayIn(zone, now);
  const tally = tallied(progress, dayAfter(today, -1));
  const quitDate = spans.at(-1)?.quitDate;
  const hasQuit = firstQuitDate !== undefined && firstQuitDate <= today;
  const saved = smoking && since < today ? savings(smoking, tally, since) : undefined;
  const smokeFree = hasQuit ? smokeFreeDays(progress, tally, firstQuitDate, now) : undefined;
  const reduction = smoking && reductionOf(progress, smoking.cigarettesADay, today);
  const exposure = smoking && brinkman(smoking, quitDate ?? today, today, saved?.cigarettesAvoided ?? 0);
  const { logs, backDated, edited, contradicted } = tally;
  return {
    asOf: today,
    quitDate,
    since,
    logs,
    smokeFree,
    ...saved,
    reduction,
    brinkman: exposure,
    abstinence: abstinence(
      progress,
      tally,
      today,
      (months) => quitDate !== undefined && monthsAfter(quitDate, months) <= today,
    ),
    healthScore: healthScore({
      streak: smokeFree?.current,
      smokeFree: smokeFree?.total,
      days: hasQuit ? daysBetween(firstQuitDate, today) : undefined,
      reductionPercent: reduction?.percent,
      brinkmanAtQuit: exposure?.atQuit,
    }),
    dataAccuracy: { days: Math.max(0, daysBetween(since, today)), logs, backDated, edited, contradicted },
  };
}

function smokeFreeDays(progress: Progress, { run, longest, smokeFree: total }: Tally, since: string, now: Date) {
  const today = dayIn(progress.zone, now);
  const lastCigaretteAt = lastCigarette(progress, now)?.toISOString();
  return {
    current: smokedOn(today, progress.days) ? 0 : run,
    longest,
    total,
    since,
    ...(lastCigaretteAt && { lastCigaretteAt }),
  };
}

/** When the last cigarette was, as far as was told: of a day of which only the number is known, its end. Without one, the
 *  moment at which the quit date began. Undefined where it may yet come today. */
export function lastCigarette(progress: Progress, now: Date): Date | undefined {
  const { zone, days, spans } = progress;
  const today = dayIn(zone, now);
  const quitDate = spans.at(-1)?.quitDate;
  if (quitDate === undefined || quitDate > today) return undefined;
  const { lastSmoked } = tallied(progress, today);
  if (lastSmoked === undefined || lastSmoked < quitDate) return dayStart(zone, quitDate);
  const day = days.find(({ date }) => date === lastSmoked);
  const isToldByTheHour = day?.lastSlip !== undefined && day.slips >= (day.logged ?? 0);
  const at = isToldByTheHour ? new Date(day.lastSlip!) : dayStart(zone, dayAfter(lastSmoked, 1));
  return at <= now ? at : undefined;
}

/** The mean of the last logged days against the profile. */
function reductionOf({ days, since }: Progress, cigarettesADay: number, today: string): Summary['reduction'] {
  const from = [dayAfter(today, -LOOKED_BACK), since].sort().at(-1)!;
  const logged = days.filter((day) => day.date >= from && day.date < today && day.logged !== undefined);
  if (logged.length < ENOUGH) return undefined;
  const mean = logged.reduce((sum, day) => sum + cigarettesOn(day), 0) / logged.length;
  const percent = Math.round(100 * (1 - mean / cigarettesADay)) + 0;
  return { percent, reduced50: mean <= cigarettesADay / 2, from, logs: logged.length };
}

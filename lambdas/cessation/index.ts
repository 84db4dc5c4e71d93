import { hours } from '#shared/time';
import { tallied } from './domain/progress.ts';
import { summed } from './domain/summary.ts';
import { progresses } from './records.ts';

export { MILESTONES } from './domain/night.ts';

/** How far somebody has come by now, for other modules. Needs `get:QUIT` and `unseal`. */
export async function standingOf(clientId: string, now: Date) {
  const progress = await progresses.get({ clientId });
  if (progress === undefined) return undefined;
  const { asOf, smokeFree, cigarettesAvoided = 0, moneySaved = [] } = summed(progress, now);
  const { lastSmoked, logs } = tallied(progress, asOf);
  const { firstQuitDate, resisted } = progress;
  const last = smokeFree?.lastCigaretteAt;
  return {
    logs,
    resisted,
    currentStreakHours: last === undefined ? 0 : Math.floor((now.getTime() - Date.parse(last)) / hours(1)),
    currentDays: smokeFree?.current ?? 0,
    longestDays: smokeFree?.longest ?? 0,
    cigarettesAvoided,
    moneySaved,
    hasLapsed: firstQuitDate !== undefined && lastSmoked !== undefined && lastSmoked >= firstQuitDate,
  };
}

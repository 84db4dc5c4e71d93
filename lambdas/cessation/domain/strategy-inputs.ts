import { daysBetween } from '#shared/time';
import type { SmokingProfile } from '../profile-schemas.ts';
import type { Attempt, Craving } from '../schemas.ts';
import type { StrategyInputs } from '../strategy-schemas.ts';
import { dependenceOf } from './dependence.ts';
import { isUnderWay } from './plan.ts';
import { rankedTriggers } from './triggers.ts';

/** What is known of somebody on the day on which their plan is made. */
export function strategyInputs({
  profile: { cigarettesADay, habits, readiness, motives = [], earlierAttempts },
  attempt: { method, quitDate },
  attempts,
  longestDays,
  cravings,
  today,
}: {
  profile: SmokingProfile;
  attempt: Pick<Attempt, 'method' | 'quitDate'>;
  attempts: readonly Attempt[];
  longestDays: number;
  cravings: readonly Pick<Craving, 'trigger'>[];
  today: string;
}): StrategyInputs {
  const known = Math.max(longestDays, earlierAttempts?.longestDays ?? 0);
  return {
    cigarettesADay,
    dependence: habits && dependenceOf(habits, cigarettesADay).ftnd.score,
    ...readiness,
    motives: [...motives],
    triggers: rankedTriggers(cravings),
    earlierAttempts: (earlierAttempts?.count ?? 0) + attempts.filter((each) => !isUnderWay(each)).length,
    longestDays: known === 0 ? undefined : known,
    broughtBack: earlierAttempts?.broughtBack,
    method,
    daysUntilQuit: Math.max(0, daysBetween(today, quitDate)),
  };
}

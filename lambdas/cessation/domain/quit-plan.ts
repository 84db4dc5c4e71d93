import { dayAfter, dayIn, daysBetween } from '#shared/time';
import type { Progress } from '../figures-schemas.ts';
import type { SmokingProfile } from '../profile-schemas.ts';
import type { Attempt } from '../schemas.ts';
import type { QuitPlan, Strategy } from '../strategy-schemas.ts';
import { targetOn } from './gradual.ts';
import { stageOf } from './stages.ts';
import { summed } from './summary.ts';

/** What has the lines that everybody does not have (C-52). */
const PERSONAL = { feature: 'personal-strategy', plan: 'premium', at: '/v1/quit-plan/strategy' } as const;

/** An attempt with all that leads through it. */
export function planShown({
  attempt,
  profile,
  progress,
  made,
  now,
}: {
  attempt: Attempt;
  profile: SmokingProfile | undefined;
  progress: Progress;
  made: Strategy | undefined;
  now: Date;
}): QuitPlan {
  const stage = stageOf({
    today: dayIn(progress.zone, now),
    attempt,
    smokeFreeDays: summed(progress, now).smokeFree?.current ?? 0,
    ...(profile?.readiness && { intention: profile.readiness.intention }),
  });
  const basic = made?.lines.filter(({ kind }) => kind === 'basic');
  return {
    attempt,
    stage,
    ...(attempt.method === 'gradual' && profile && { targets: targetsOf(attempt, profile) }),
    ...(made && basic && { strategy: { ...made, lines: basic } }),
    ...(made && basic && { personal: { lines: made.lines.length - basic.length, ...PERSONAL } }),
  };
}

/** From the day on which the attempt began to its quit date, a day a line. */
function targetsOf({ startedAt, zone, quitDate }: Attempt, { cigarettesADay: baseline }: SmokingProfile) {
  const from = dayIn(zone, startedAt);
  return Array.from({ length: Math.max(0, daysBetween(from, quitDate)) + 1 }, (_, index) => {
    const date = quitDate < from ? quitDate : dayAfter(from, index);
    return { date, cigarettes: targetOn(date, { baseline, from, quitDate }) };
  });
}

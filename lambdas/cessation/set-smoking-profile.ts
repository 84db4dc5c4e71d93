import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { dayIn } from '#shared/time';
import { planned } from './decisions.ts';
import { withNews } from './domain/night.ts';
import { isUnderWay } from './domain/plan.ts';
import { checkSince, repriced, shown } from './domain/profile.ts';
import { fresh, settled, withProfile } from './domain/progress.ts';
import { profileCompleted } from './events.ts';
import { attempts, keep, profiles, progresses } from './records.ts';
import { setSmokingProfile } from './routes.ts';

export const handler = endpoint(setSmokingProfile, async ({ body: { pack, ...told }, actor, now }) => {
  const clientId = actor.id;
  const [before, known, all] = await Promise.all([
    profiles.get({ clientId }),
    progresses.get({ clientId }),
    attempts.list({ clientId }),
  ]);
  const today = dayIn(told.zone, now);
  checkSince(told.smokingSince, today);
  const packs = repriced(before?.packs ?? [], pack, today);
  const profile = { ...told, clientId, packs, completedAt: before?.completedAt ?? now.toISOString() };
  const next = withNews(settled(withProfile(known ?? fresh(clientId, told.zone, today), profile), now), now);
  const underWay = all.findLast(isUnderWay);
  return outcome(
    shown(profile),
    before ? profiles.change(before, { ...UNTOLD, ...profile }) : profiles.add(profile),
    ...keep(known, next.progress, next.night),
    ...(underWay ? await planned(underWay, all, profile, next.progress, now) : []),
    before === undefined && profileCompleted.raise({ clientId, at: profile.completedAt }),
  );
});

/** What is not told again is told no more. */
const UNTOLD = { habits: undefined, readiness: undefined, motives: undefined, earlierAttempts: undefined };

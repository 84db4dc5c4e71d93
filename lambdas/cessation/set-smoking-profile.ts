import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { dayIn } from '#shared/time';
import { checkSince, repriced } from './domain/profile.ts';
import { fresh, settled, withProfile } from './domain/progress.ts';
import { profileCompleted } from './events.ts';
import { profiles, progresses } from './records.ts';
import { setSmokingProfile } from './routes.ts';

export const handler = endpoint(setSmokingProfile, async ({ body: { pack, ...told }, actor, now }) => {
  const clientId = actor.id;
  const [known, progress] = await Promise.all([profiles.get({ clientId }), progresses.get({ clientId })]);
  const today = dayIn(told.zone, now);
  checkSince(told.smokingSince, today);
  const profile = {
    ...told,
    clientId,
    packs: repriced(known?.packs ?? [], pack, today),
    completedAt: known?.completedAt ?? now.toISOString(),
  };
  const next = settled(withProfile(progress ?? fresh(clientId, told.zone), profile), now);
  return outcome(
    profile,
    known ? profiles.change(known, profile) : profiles.add(profile),
    progress ? progresses.change(progress, next) : progresses.add(next),
    known === undefined && profileCompleted.raise({ clientId, at: profile.completedAt }),
  );
});

import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { shown } from './domain/profile.ts';
import { profiles } from './records.ts';
import { getSmokingProfile } from './routes.ts';

export const handler = endpoint(getSmokingProfile, async ({ actor }) => {
  const profile = await profiles.get({ clientId: actor.id });
  if (profile === undefined) throw notFound();
  return outcome(shown(profile));
});

import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { asOf } from './domain/membership.ts';
import { memberships } from './records.ts';
import { getMembership } from './routes.ts';

export const handler = endpoint(getMembership, async ({ actor, now }) => {
  const membership = await memberships.get({ personId: actor.id });
  if (membership === undefined) throw notFound();
  return outcome(asOf(membership, now));
});

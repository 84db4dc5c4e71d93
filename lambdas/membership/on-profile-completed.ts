import { consumer } from '#shared/events/consumer';
import { membershipChanged } from './events.ts';
import { onProfileCompleted } from './listeners.ts';
import { memberships } from './records.ts';

export const handler = consumer(onProfileCompleted, async ({ event: { clientId, at } }) => {
  if (await memberships.get({ personId: clientId })) return [];
  const membership = { personId: clientId, plan: 'basic' as const, since: at };
  return [memberships.add(membership), membershipChanged.raise({ ...membership, at, isNew: true })];
});

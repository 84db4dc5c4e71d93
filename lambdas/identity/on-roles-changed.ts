import { consumer } from '#shared/events/consumer';
import { grants } from '#shared/table/grants';
import { addToGroups, groupsOf, removeFromGroups } from '#shared/users/pool';
import { difference, rolesIn } from './domain/person.ts';
import { onRolesChanged } from './listeners.ts';

/** Whatever the order in which changes are heard, the groups become what the table says now. */
export const handler = consumer(onRolesChanged, async ({ event: { personId } }) => {
  const groups = await groupsOf(personId);
  if (groups === undefined) return []; // whoever is not there yet gets the groups when they are made
  const { gained, lost } = difference(groups, rolesIn(await grants.list({ personId })));
  await addToGroups(personId, gained);
  await removeFromGroups(personId, lost);
  return [];
});

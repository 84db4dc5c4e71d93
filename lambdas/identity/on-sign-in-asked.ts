import { consumer } from '#shared/events/consumer';
import { grants } from '#shared/table/grants';
import { temporaryPassword } from '#shared/users/password';
import { addToGroups, offerPassword } from '#shared/users/pool';
import { rolesIn } from './domain/person.ts';
import { letterDue } from './events.ts';
import { onSignInAsked } from './listeners.ts';
import { accounts } from './records.ts';

export const handler = consumer(onSignInAsked, async ({ event: { personId }, newId }) => {
  const account = await accounts.get({ personId });
  if (!account) return [];
  const passwordId = newId('pwd');
  const isOffered = await offerPassword(personId, account.address, await temporaryPassword(passwordId));
  await addToGroups(personId, rolesIn(await grants.list({ personId })));
  return [letterDue.raise({ personId, letter: isOffered ? 'welcome' : 'known', passwordId })];
});

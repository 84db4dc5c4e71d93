import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { shownOf } from '#shared/table/entity';
import { grants } from '#shared/table/grants';
import { difference, meOf } from './domain/person.ts';
import { rolesChanged } from './events.ts';
import { accounts } from './records.ts';
import { getMe } from './routes.ts';

/** The first call of a client program. It heals what was lost on the way: a first sign-in makes the account an active
 *  one, and roles that the token does not tell are copied once more. */
export const handler = endpoint(getMe, async ({ actor, now }) => {
  const personId = actor.id;
  const [account, granted] = await Promise.all([accounts.get({ personId }), grants.list({ personId })]);
  if (!account) throw notFound();
  const activated =
    account.status === 'pending' && accounts.change(account, { status: 'active', activeSince: now.toISOString() });
  const current = activated ? activated.item : account;
  const me = meOf(current, granted);
  const inToken = actor.roles.filter((role) => role !== 'person');
  const { gained, lost } = difference(inToken, me.roles);
  const differs = gained.length + lost.length > 0;
  return outcome(shownOf(current, me), activated, differs && rolesChanged.raise({ personId }));
});

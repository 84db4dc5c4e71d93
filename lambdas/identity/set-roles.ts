import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { grants } from '#shared/table/grants';
import { secondFactor } from '#shared/users/pool';
import { difference, happened, inOrder, ownAdminRole, rolesIn } from './domain/person.ts';
import { rolesChanged } from './events.ts';
import { accounts, securityEvents } from './records.ts';
import { setRoles } from './routes.ts';

export const handler = endpoint(
  setRoles,
  async ({ params: { id: personId }, body, actor, now, newId }) => {
    const [account, granted, own] = await Promise.all([
      accounts.get({ personId }),
      grants.list({ personId }),
      grants.list({ personId: actor.id }),
    ]);
    const authority = own.find(({ kind, name }) => kind === 'role' && name === 'admin');
    if (!account || !authority) throw notFound();
    const roles = inOrder(body.roles);
    const { gained, lost } = difference(rolesIn(granted), roles);
    if (lost.includes('admin') && personId === actor.id) throw ownAdminRole();
    const answer = { id: personId, roles };
    if (gained.length + lost.length === 0) return outcome(answer);
    const since = now.toISOString();
    return outcome(
      answer,
      ...gained.map((name) => grants.add({ personId, kind: 'role', name, since })),
      ...granted.filter(({ kind, name }) => kind === 'role' && lost.includes(name)).map(grants.remove),
      // Two admins who take the role from each other both hold it until one of them was first.
      lost.includes('admin') && grants.change(authority, {}),
      securityEvents.add(happened('roles-changed', personId, now, newId('sec'), { by: actor.id, roles })),
      rolesChanged.raise({ personId }),
    );
  },
  secondFactor,
);

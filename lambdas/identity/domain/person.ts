import { failure } from '#shared/failure';
import { days } from '#shared/time';
import type { Account, Dashboard, Me, Role, SecurityEvent } from '../schemas.ts';

export const ownAdminRole = failure('own_admin_role', 409, 'Admins do not take the role from themselves', {
  field: 'roles',
});

/** Each role's dashboard, the one that is opened first before the others. Whoever holds no role is a user. */
const DASHBOARDS: readonly (readonly [Role, Dashboard])[] = [
  ['admin', 'admin'],
  ['owner', 'business'],
  ['coach', 'coach'],
  ['client', 'user'],
];
const ROLES = DASHBOARDS.map(([role]) => role);

/** What is granted, as far as it shows here. */
interface Granted {
  readonly kind: string;
  readonly name: string;
  readonly since: string;
}
const named = (granted: readonly Granted[], kind: string) => granted.filter((grant) => grant.kind === kind);

/** Each once, and always in the same order. */
export const inOrder = (names: readonly string[]): Role[] => ROLES.filter((role) => names.includes(role));

export const rolesIn = (granted: readonly Granted[]): Role[] => inOrder(named(granted, 'role').map(({ name }) => name));

/** An account without what is ours alone. */
export function personOf({ personId: id, addressVeil: _, ...account }: Account, granted: readonly Granted[]) {
  return { ...account, id, roles: rolesIn(granted) };
}

export function meOf(account: Account, granted: readonly Granted[]): Me {
  const person = personOf(account, granted);
  const staffs = named(granted, 'staff').length > 0;
  const own = DASHBOARDS.filter(
    ([role, dashboard]) => person.roles.includes(role) || (staffs && dashboard === 'business'),
  ).map(([, dashboard]) => dashboard);
  const dashboards: Dashboard[] = own.length > 0 ? own : ['user'];
  const consents = named(granted, 'consent').map(({ name, since }) => {
    const [document = '', version = ''] = name.split('/');
    return { document, version, since };
  });
  return { ...person, dashboards, dashboard: dashboards[0]!, consents };
}

/** Which roles are new and which are gone, once these are to be held. */
export const difference = (held: readonly string[], wanted: readonly string[]) => ({
  gained: wanted.filter((role) => !held.includes(role)),
  lost: held.filter((role) => !wanted.includes(role)),
});

const KEPT = days(400);

/** A line in the log that the account's owner reads. */
export const happened = (
  kind: SecurityEvent['kind'],
  personId: string,
  now: Date,
  id: string,
  more: Pick<SecurityEvent, 'by' | 'roles'> = {},
): SecurityEvent => ({
  ...more,
  id,
  personId,
  at: now.toISOString(),
  kind,
  keptUntil: new Date(now.getTime() + KEPT).toISOString(),
});

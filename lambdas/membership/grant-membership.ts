import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { grants } from '#shared/table/grants';
import { secondFactor } from '#shared/users/pool';
import { entitlementsOf } from './domain/catalogue.ts';
import { checkUntil } from './domain/membership.ts';
import { membershipChanged } from './events.ts';
import { memberships } from './records.ts';
import { grantMembership } from './routes.ts';

export const handler = endpoint(
  grantMembership,
  async ({ body: { personId, plan, until }, now }) => {
    checkUntil(until, now);
    const [known, held] = await Promise.all([memberships.get({ personId }), grants.list({ personId })]);
    if (!held.some(({ kind }) => kind === 'account')) throw notFound();
    const at = now.toISOString();
    const membership = { personId, plan, since: at, until };
    const entitlements = entitlementsOf(plan).map((name) => {
      const had = held.find((grant) => grant.kind === 'entitlement' && grant.name === name);
      return had
        ? grants.change(had, { until })
        : grants.add({ personId, kind: 'entitlement', name, since: at, until });
    });
    return outcome(
      membership,
      known ? memberships.change(known, membership) : memberships.add(membership),
      ...entitlements,
      membershipChanged.raise({ ...membership, at }),
    );
  },
  secondFactor,
);

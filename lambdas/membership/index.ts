import type { Effect } from '#shared/outcome';
import { grants } from '#shared/table/grants';
import { entitlementsOf } from './domain/catalogue.ts';
import { latestPrices } from './domain/prices.ts';
import { memberships, planPrices } from './records.ts';
import type { Membership } from './schemas.ts';

/** A membership as it is from now on, and what it opens, in one commit. Needs `get:MEMBER`, `put:MEMBER`, `query:GRANT` and
 *  `put:GRANT`. */
export async function granted(membership: Membership): Promise<Effect[]> {
  const { personId, plan, since, until } = membership;
  const [known, held] = await Promise.all([memberships.get({ personId }), grants.list({ personId })]);
  return [
    known ? memberships.change(known, membership) : memberships.add(membership),
    ...entitlementsOf(plan).map((name) => {
      const had = held.find((grant) => grant.kind === 'entitlement' && grant.name === name);
      return had ? grants.change(had, { until }) : grants.add({ personId, kind: 'entitlement', name, since, until });
    }),
  ];
}

/** What the plans cost now. Needs `query:PLAN`. */
export const pricesNow = async () => latestPrices(await planPrices.list({ plan: 'premium' }));

import type { Effect } from '#shared/outcome';
import type { Stored } from '#shared/table/entity';
import { grants } from '#shared/table/grants';
import { BUILT_IN, entitlementsOf } from './domain/catalogue.ts';
import { latestPrices } from './domain/prices.ts';
import { premiumUntil } from './domain/subscription.ts';
import { catalogues, memberships, planPrices, subscriptions } from './records.ts';
import { type Comparison, Feature, type Membership, type Subscription } from './schemas.ts';

/* What several entries of this module read and decide alike. Whoever calls commits. */

/** A membership as it is from now on, and what it opens, in one commit. Needs `get:MEMBER`, `put:MEMBER`, `query:GRANT` and
 *  `put:GRANT`, and what `entitled` needs. */
export async function granted(membership: Membership): Promise<Effect[]> {
  const { personId } = membership;
  const [known, opens] = await Promise.all([memberships.get({ personId }), entitled(membership)]);
  return [known ? memberships.change(known, membership) : memberships.add(membership), ...opens];
}

/** What a membership opens, by the latest edition. What an earlier one gave besides is not prolonged, and lasts no longer than
 *  the membership. Needs `query:PLAN`, `query:GRANT` and `put:GRANT`. */
async function entitled({ personId, plan, since, until }: Membership): Promise<Effect[]> {
  const [held, latest] = await Promise.all([grants.list({ personId }), catalogueNow()]);
  const names = entitlementsOf(latest, plan);
  const features = held.filter(({ kind, name }) => kind === 'entitlement' && isFeature(name));
  return [
    ...names.map((name) => {
      const had = features.find((grant) => grant.name === name);
      return had ? grants.change(had, { until }) : grants.add({ personId, kind: 'entitlement', name, since, until });
    }),
    ...features
      .filter((grant) => !names.includes(grant.name) && until !== undefined && (grant.until ?? '~') > until)
      .map((grant) => grants.change(grant, { until })),
  ];
}

const isFeature = (name: string) => Feature.safeParse(name).success;

/** Which plan has what, by the latest edition. Needs `query:PLAN`. */
export const catalogueNow = async (): Promise<Comparison> => (await catalogues.latest({ of: 'catalogue' })) ?? BUILT_IN;

/** What the plans cost now. Needs `query:PLAN`. */
export const pricesNow = async () => latestPrices(await planPrices.list({ plan: 'premium' }));

/** A subscription as a look at its gateway showed it, and what it opens or ends. What an admin gave for longer stays. Says the
 *  membership if it is another by now, for `membershipChanged`. Needs what `granted` needs. */
export async function opened(
  known: Stored<Subscription>,
  after: Subscription,
  at: string,
): Promise<{ effects: Effect[]; changed?: Membership }> {
  const until = premiumUntil(after);
  const current = await memberships.get({ personId: known.personId });
  const isOthers =
    current?.until !== undefined && current.until !== known.grantedUntil && current.until > (until ?? '');
  if (until === undefined || until === known.grantedUntil || isOthers)
    return { effects: [subscriptions.change(known, after)] };
  const since = current?.plan === 'premium' ? current.since : at;
  const membership = { personId: known.personId, plan: 'premium' as const, since, until };
  return {
    effects: [subscriptions.change(known, { ...after, grantedUntil: until }), ...(await granted(membership))],
    changed: membership,
  };
}

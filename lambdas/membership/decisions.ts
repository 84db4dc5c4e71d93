import type { Effect } from '#shared/outcome';
import type { Stored } from '#shared/table/entity';
import { latestPrices } from './domain/prices.ts';
import { premiumUntil } from './domain/subscription.ts';
import { granted } from './index.ts';
import { memberships, planPrices, subscriptions } from './records.ts';
import type { Membership, Subscription } from './schemas.ts';

/* What several entries of this module read and decide alike. Whoever calls commits. */

/** What the plans cost now. Needs `query:PLAN`. */
export const pricesNow = async () => latestPrices(await planPrices.list({ plan: 'premium' }));

/** A subscription as a look at its gateway showed it, and what it opens or ends. What an admin gave for longer stays, and what
 *  was paid ahead. Says the membership if it is another by now, for `membershipChanged`. Needs what `granted` needs. */
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
  const lasts = until > (current?.prepaidUntil ?? '') ? until : current!.prepaidUntil;
  const membership = { personId: known.personId, plan: 'premium' as const, since, until: lasts };
  return {
    effects: [subscriptions.change(known, { ...after, grantedUntil: until }), ...(await granted(membership))],
    changed: membership,
  };
}

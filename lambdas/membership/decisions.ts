import { type Answer, certain } from '#shared/gateways/answer';
import { openStripe } from '#shared/gateways/stripe/open';
import type { GatewayBill, GatewayCheckout, Subscriptions } from '#shared/gateways/subscriptions';
import type { Effect } from '#shared/outcome';
import type { Stored } from '#shared/table/entity';
import { grants } from '#shared/table/grants';
import { entitlementsOf } from './domain/catalogue.ts';
import { latestPrices } from './domain/prices.ts';
import { actRefused, checkoutSilent, observed, premiumUntil } from './domain/subscription.ts';
import { nextLook, shardOf } from './domain/watch.ts';
import { billSeen, membershipChanged } from './events.ts';
import { memberships, planPrices, subscriptions, watched } from './records.ts';
import type { Membership, Subscription } from './schemas.ts';

/* What several entries of this module read and decide alike. Whoever calls commits. */

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

/** All prices that Premium ever had, and those that hold. Needs `query:PLAN`. */
export const pricesEver = () => planPrices.list({ plan: 'premium' });
export const pricesNow = async () => latestPrices(await pricesEver());

/** What the gateway says to somebody who waits for it. */
export function told<T>(said: Answer<T>): T {
  if (said.kind === 'answer') return said.value;
  throw said.kind === 'doubt' ? checkoutSilent() : actRefused();
}

/** A subscription as it is from now on, and when it is looked at next. Needs `put:MEMBER`, `get:WATCHED`, `put:WATCHED` and
 *  `delete:WATCHED`. */
export async function kept(known: Stored<Subscription> | undefined, after: Subscription): Promise<Effect[]> {
  const { personId, lookAt } = after;
  const shard = shardOf(personId);
  const record = known ? subscriptions.change(known, after) : subscriptions.add(after);
  if (known?.lookAt === lookAt) return [record];
  const before = known?.lookAt === undefined ? undefined : await watched.get({ shard, at: known.lookAt, personId });
  return [
    record,
    before && watched.remove(before),
    lookAt !== undefined && watched.add({ shard, at: lookAt, personId }),
  ];
}

/** The checkout that somebody has open, as its gateway shows it now; undefined of one that was never made there. */
export async function checkoutAt(
  there: Subscriptions,
  { payerRef, checkout }: Subscription,
): Promise<Answer<GatewayCheckout | undefined>> {
  if (checkout === undefined) return { kind: 'answer', value: undefined };
  const { id, ref } = checkout;
  return ref === undefined ? there.findCheckout({ id, payerRef }) : there.readCheckout(ref);
}

/** What a look at the gateway shows of all that is known of somebody there, and what follows from it. The record is read first,
 *  so that of two who look at once the one that looked earlier decides again. Needs what `opened` needs, and `gateway:stripe`.
 *  @param told by whom, or by what of theirs, we came to look */
export async function looked(
  known: Stored<Subscription>,
  now: Date,
  told: { readonly ref?: string | undefined; readonly bill?: GatewayBill | undefined; readonly isOurs?: boolean } = {},
): Promise<Effect[]> {
  const there = (await openStripe()).subscriptions!;
  const at = now.toISOString();
  const page = certain(await checkoutAt(there, known));
  let after = withCheckout(known, page, at);
  let bill: GatewayBill | undefined;
  for (const ref of new Set([told.ref, page?.subscriptionRef, known.ref])) {
    if (ref === undefined) continue;
    const subscription = certain(await there.read(ref));
    if (subscription.tags['person'] !== known.personId) continue;
    const { lastBillRef } = subscription;
    bill = lastBillRef === undefined ? undefined : certain(await there.readBill(lastBillRef));
    const bills = [told.bill, bill].filter((one) => one !== undefined && one.subscriptionRef === ref) as GatewayBill[];
    after = observed(after, { at, subscription, bills });
  }
  const isNews = told.isOurs === true && bill?.status === 'paid';
  return [
    ...(await opened(known, { ...after, lookAt: nextLook(after, now) }, at)),
    isNews && billSeen.raise({ personId: known.personId, ref: bill!.ref, at }),
  ];
}

/** A checkout that is over is ours no more; one that was never made can be made until its page would have closed. */
function withCheckout(known: Subscription, page: GatewayCheckout | undefined, at: string): Subscription {
  const { checkout } = known;
  if (checkout === undefined) return known;
  const isOver = page === undefined ? checkout.until <= at : page.status !== 'open';
  return { ...known, checkout: isOver ? undefined : { ...checkout, ref: page?.ref } };
}

/** A subscription as a look at its gateway showed it, and what it opens or ends. What an admin gave for longer stays. Needs what
 *  `granted` and `kept` need, and to raise `membershipChanged`. */
export async function opened(known: Stored<Subscription>, after: Subscription, at: string): Promise<Effect[]> {
  const until = premiumUntil(after);
  const current = await memberships.get({ personId: known.personId });
  const isOthers =
    current?.until !== undefined && current.until !== known.grantedUntil && current.until > (until ?? '');
  if (until === undefined || until === known.grantedUntil || isOthers) return kept(known, after);
  const since = current?.plan === 'premium' ? current.since : at;
  const membership = { personId: known.personId, plan: 'premium' as const, since, until };
  return [
    ...(await kept(known, { ...after, grantedUntil: until })),
    ...(await granted(membership)),
    membershipChanged.raise({ ...membership, at }),
  ];
}

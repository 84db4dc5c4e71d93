import { type Answer, certain } from '#shared/gateways/answer';
import { openStripe } from '#shared/gateways/stripe/open';
import type { GatewayBill, GatewayCheckout, Subscriptions } from '#shared/gateways/subscriptions';
import type { Effect } from '#shared/outcome';
import type { Stored } from '#shared/table/entity';
import type { Coupon } from './coupon-schemas.ts';
import { becameOf } from './domain/coupon.ts';
import { premiumAt } from './domain/membership.ts';
import { latestPrices } from './domain/prices.ts';
import { actRefused, checkoutSilent, observed, premiumUntil, shown } from './domain/subscription.ts';
import { nextLook, shardOf } from './domain/watch.ts';
import { billSeen, membershipChanged, paymentFailing } from './events.ts';
import { granted } from './index.ts';
import { coupons, memberships, planPrices, subscriptions, watched } from './records.ts';
import type { PlanPrice } from './schemas.ts';
import type { Subscription, SubscriptionView } from './subscription-schemas.ts';

/* What several entries of this module read and decide alike. Whoever calls commits. */

/** All prices that Premium ever had, and those that hold. Needs `query:PLAN`. */
export const pricesEver = () => planPrices.list({ plan: 'premium' });
export const pricesNow = async () => latestPrices(await pricesEver());

/** A price and a coupon as the gateway knows them: made there if they were not. Needs `gateway:stripe`. */
export const offered = async (there: Subscriptions, { id, plan: planId, price, every }: PlanPrice) =>
  told(await there.offer({ id, planId, title: 'Premium', price, every })).ref;
export const couponAt = async (there: Subscriptions, { id, code: title, off, lasts }: Coupon) =>
  told(await there.coupon({ id, title, off, lasts })).ref;

/** Needs `get:COUPON`. */
export const couponBy = (code: string) => coupons.get({ plan: 'premium', code });

/** One more use of this coupon, and one less of that. Of the same one nothing changes. Needs `put:COUPON`. */
export const usedInstead = (taken: Stored<Coupon> | undefined, left: Stored<Coupon> | undefined): Effect[] =>
  taken?.code === left?.code
    ? []
    : [
        taken && coupons.change(taken, { used: taken.used + 1 }),
        left && coupons.change(left, { used: Math.max(0, left.used - 1) }),
      ];

/** As its member sees it. Needs `query:PLAN`, and `query:COUPON` where there is a discount. */
export async function viewOf(known: Subscription): Promise<SubscriptionView> {
  const { priceId, discount } = known;
  const [prices, all] = await Promise.all([pricesEver(), discount && coupons.list({ plan: 'premium' })]);
  const coupon = all?.find(({ id }) => id === discount?.couponId);
  return shown(
    known,
    prices.find(({ id }) => id === priceId),
    coupon,
  );
}

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
  const left: (string | undefined)[] = [];
  let after = withCheckout(known, page, at);
  if (after.checkout === undefined && page?.status !== 'complete') left.push(known.checkout?.coupon);
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
  const coupon = after.asked && (await couponBy(after.asked.coupon));
  const became = becameOf(after, coupon, now);
  if (became !== 'open') after = { ...after, asked: undefined };
  if (became === 'given up') left.push(coupon?.code);
  const isNews = told.isOurs === true && bill?.status === 'paid';
  return [
    ...(await opened(known, { ...after, lookAt: nextLook(after, now) }, at)),
    ...(
      await Promise.all(
        [...new Set(left)].map(async (code) =>
          usedInstead(undefined, code === undefined ? undefined : await couponBy(code)),
        ),
      )
    ).flat(),
    isNews && billSeen.raise({ personId: known.personId, ref: bill!.ref, at }),
    failing(known, after, at),
  ];
}

/** A renewal that failed is told of when it is first seen. */
function failing({ personId, status: before }: Subscription, after: Subscription, at: string) {
  const until = premiumUntil(after);
  const isNew = before !== 'past_due' && after.status === 'past_due';
  return isNew && until !== undefined && paymentFailing.raise({ personId, until, at });
}

/** A checkout that is over is ours no more; one that was never made can be made until its page would have closed. */
function withCheckout(known: Subscription, page: GatewayCheckout | undefined, at: string): Subscription {
  const { checkout } = known;
  if (checkout === undefined) return known;
  const isOver = page === undefined ? checkout.until <= at : page.status !== 'open';
  return { ...known, checkout: isOver ? undefined : { ...checkout, ref: page?.ref } };
}

/** A subscription as a look at its gateway showed it, and what it opens or ends. What an admin gave for longer stays, and
 *  what was paid ahead. Needs what `granted` and `kept` need, and to raise `membershipChanged`. */
export async function opened(known: Stored<Subscription>, after: Subscription, at: string): Promise<Effect[]> {
  const until = premiumUntil(after);
  const current = await memberships.get({ personId: known.personId });
  const isOthers =
    current?.until !== undefined && current.until !== known.grantedUntil && current.until > (until ?? '');
  if (until === undefined || until === known.grantedUntil || isOthers) return kept(known, after);
  const had = premiumAt(current, new Date(at));
  const lasts = until > (current?.prepaidUntil ?? '') ? until : current!.prepaidUntil;
  const membership = { personId: known.personId, plan: 'premium' as const, since: had?.since ?? at, until: lasts };
  return [
    ...(await kept(known, { ...after, grantedUntil: until })),
    ...(await granted(membership)),
    membershipChanged.raise({ ...membership, at, isNew: had === undefined }),
  ];
}

import { failure } from '#shared/failure';
import type { GatewayBill, GatewaySubscription } from '#shared/gateways/subscriptions';
import { days } from '#shared/time';
import type { Coupon } from '../coupon-schemas.ts';
import type { PlanPrice } from '../schemas.ts';
import type { Subscription, SubscriptionView } from '../subscription-schemas.ts';
import { discountOf } from './coupon.ts';

export const subscribedAlready = failure('subscribed_already', 409, 'There is a subscription already: change that one');
export const noSubscription = failure('no_subscription', 409, 'There is no subscription');
export const checkoutSilent = failure(
  'checkout_silent',
  503,
  'The gateway did not answer: ask again, with the same key',
);
export const actRefused = failure('act_refused', 409, 'The gateway does not do that now');

/** So long after what is paid for has ended, somebody whose payment failed is still let in. */
const GRACE = days(7);

/** What a look at the gateway showed, and when we looked. */
export interface Sight {
  readonly at: string;
  readonly subscription: Pick<
    GatewaySubscription,
    | ('ref' | 'createdAt' | 'status' | 'priceId' | 'periodEnd' | 'trialEnd')
    | ('endsAtPeriodEnd' | 'endedAt' | 'pausedUntil' | 'discount')
  >;
  readonly bills?: readonly Pick<GatewayBill, 'ref' | 'status' | 'createdAt' | 'periodEnd'>[];
}

/** Of two subscriptions the one that was begun later counts, of how it stands the latest look, of how far it is paid the latest
 *  bill that was paid: an active one is not paid for yet on the day of its renewal, and a change to a shorter period brings the
 *  end nearer. Where no bill was paid, the trial says it. */
export function observed(known: Subscription, { at, subscription, bills = [] }: Sight): Subscription {
  const { ref, createdAt: begunAt, status, priceId, periodEnd } = subscription;
  const { trialEnd, endsAtPeriodEnd, endedAt, pausedUntil, discount } = subscription;
  const isOther = known.ref !== ref;
  if (isOther && known.begunAt !== undefined && known.begunAt > begunAt) return known;
  const before: Subscription = isOther ? { ...known, seenAt: undefined, paid: undefined } : known;
  const paid = bills
    .filter((bill) => bill.status === 'paid')
    .map((bill) => ({ ref: bill.ref, at: bill.createdAt, through: bill.periodEnd }))
    .reduce(latest, before.paid);
  const standing = {
    ref,
    begunAt,
    status,
    priceId,
    periodEnd,
    trialEnd,
    endsAtPeriodEnd,
    endedAt,
    pausedUntil,
    discount,
  };
  const isOld = before.seenAt !== undefined && before.seenAt > at;
  const after = isOld ? before : { ...before, ...standing, seenAt: at };
  return { ...after, paid, paidThrough: paid?.through ?? after.trialEnd };
}

type Paid = NonNullable<Subscription['paid']>;
const latest = (one: Paid | undefined, other: Paid): Paid =>
  one === undefined || `${other.at} ${other.ref}` > `${one.at} ${one.ref}` ? other : one;

/** Until when it opens what Premium has; undefined if nothing was ever paid. */
export function premiumUntil({ status, paidThrough, endsAtPeriodEnd, endedAt }: Subscription): string | undefined {
  if (paidThrough === undefined) return undefined;
  if (status === 'ended') return endedAt !== undefined && endedAt < paidThrough ? endedAt : paidThrough;
  if (status === 'paused' || endsAtPeriodEnd) return paidThrough;
  return new Date(Date.parse(paidThrough) + GRACE).toISOString();
}

/** Whether there is one that can be changed, and must not be bought a second time. */
export const isRunning = ({ ref, status }: Partial<Pick<Subscription, 'ref' | 'status'>>) =>
  ref !== undefined && status !== 'ended';

/** As its member sees it. */
export function shown(known: Subscription, price: PlanPrice | undefined, coupon: Coupon | undefined): SubscriptionView {
  const { status, paidThrough, endsAtPeriodEnd, pausedUntil, discount } = known;
  return {
    ...{ status, paidThrough, endsAtPeriodEnd, pausedUntil, premiumUntil: premiumUntil(known) },
    ...(price && { every: price.every, price: price.price }),
    ...(coupon && { discount: discountOf(coupon, discount?.until) }),
  };
}

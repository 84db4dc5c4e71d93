import { failure } from '#shared/failure';
import type { GatewayBill, GatewaySubscription } from '#shared/gateways/subscriptions';
import { days } from '#shared/time';
import type { Subscription, SubscriptionView } from '../schemas.ts';

export const subscribedAlready = failure('subscribed_already', 409, 'There is a subscription already: change that one');
export const noSubscription = failure('no_subscription', 409, 'There is no subscription');
export const noSuchPrice = failure('no_such_price', 422, 'Premium has no price in this currency', {
  field: 'currency',
});
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
    'ref' | 'status' | 'periodEnd' | 'trialEnd' | 'endsAtPeriodEnd' | 'endedAt' | 'pausedUntil'
  >;
  readonly bill?: Pick<GatewayBill, 'status' | 'periodEnd'> | undefined;
}

/** Of how it stands, the latest look counts; of how far it is paid, the furthest: an active one is not paid for yet on the
 *  day of its renewal, and only a paid bill says that it is. */
export function observed(known: Subscription, { at, subscription, bill }: Sight): Subscription {
  const { ref, status, trialEnd, endsAtPeriodEnd, endedAt, pausedUntil } = subscription;
  const isOther = known.ref !== undefined && known.ref !== ref;
  if (isOther && status === 'ended') return known; // of an older one nothing is to be learnt
  const before: Subscription = isOther ? { personId: known.personId, payerRef: known.payerRef } : known;
  const paid = bill?.status === 'paid' ? bill.periodEnd : undefined;
  const paidThrough = [before.paidThrough, paid, trialEnd].reduce((one, other) => later(one, other));
  if (before.seenAt !== undefined && before.seenAt > at) return { ...before, paidThrough };
  return { ...before, ref, status, paidThrough, endsAtPeriodEnd, endedAt, pausedUntil, seenAt: at };
}

const later = (one: string | undefined, other: string | undefined) =>
  one === undefined || (other !== undefined && other > one) ? other : one;

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

export function shown(subscription: Subscription): SubscriptionView {
  const { status, paidThrough, endsAtPeriodEnd, pausedUntil } = subscription;
  return { status, paidThrough, endsAtPeriodEnd, pausedUntil, premiumUntil: premiumUntil(subscription) };
}

import { failure } from '#shared/failure';
import { days, minutes } from '#shared/time';
import type { PlanPrice } from '../schemas.ts';
import type { CheckoutRequest, OpenCheckout } from '../subscription-schemas.ts';
import { latestPrices } from './prices.ts';

export const noSuchPrice = failure('no_such_price', 422, 'Premium has no price in this currency', {
  field: 'currency',
});
export const checkoutOver = failure(
  'checkout_over',
  409,
  'This checkout is over, or another has taken its place: begin anew, with another key',
);

/** Half an hour is the least that the gateway takes, from when it makes the page; the rest is for getting there. What was not
 *  made by then is made no more. */
const OPEN_FOR = minutes(35);

/** The longest time in days after which the gateway lets a first bill come. */
const LONGEST = 730;

export function priceFor(all: readonly PlanPrice[], { plan, every, currency }: CheckoutRequest): PlanPrice {
  const found = latestPrices(all).find(
    (one) => one.plan === plan && one.every === every && one.price.currency === currency,
  );
  if (found === undefined) throw noSuchPrice();
  return found;
}

interface Standing {
  readonly id: string;
  /** Whether they never had a subscription. */
  readonly isFirst: boolean;
  /** Until when they have paid ahead. */
  readonly paidAhead: string | undefined;
  readonly now: Date;
}

/** A checkout as it is begun. A trial is had once; what was paid ahead is not paid for again. */
export function checkoutOf(
  { id: priceId, trialDays }: PlanPrice,
  { successUrl, cancelUrl, coupon }: CheckoutRequest,
  { id, isFirst, paidAhead, now }: Standing,
): OpenCheckout {
  const until = new Date(now.getTime() + OPEN_FOR).toISOString();
  const ahead = paidAhead === undefined ? 0 : Math.ceil((Date.parse(paidAhead) - now.getTime()) / days(1));
  const free = Math.min(Math.max(isFirst ? trialDays : 0, ahead), LONGEST);
  return { id, priceId, successUrl, cancelUrl, until, ...(free > 0 && { trialDays: free }), coupon };
}

/** Whether whoever asks for the one is led to the other's page. */
export const isAlike = (one: OpenCheckout, other: OpenCheckout) =>
  one.priceId === other.priceId && one.coupon === other.coupon;

import { failure } from '#shared/failure';
import { leastOf, stepOf } from '#shared/gateways/payable';
import { minutes } from '#shared/time';
import type { Coupon } from '../coupon-schemas.ts';
import type { PlanPrice } from '../schemas.ts';
import type { Subscription, SubscriptionView } from '../subscription-schemas.ts';

const field = { field: 'coupon' };
export const couponUnknown = failure('coupon_unknown', 422, 'There is no such coupon', field);
export const couponOver = failure('coupon_over', 422, 'The time of this coupon is over', field);
export const couponUsedUp = failure('coupon_used_up', 422, 'This coupon is used up', field);
export const couponElsewhere = failure('coupon_elsewhere', 422, 'This coupon is for another currency or period', field);
export const couponTooMuch = failure(
  'coupon_too_much',
  422,
  'This coupon leaves less than the gateway takes, and more than nothing',
  field,
);
export const couponOffNothing = failure('coupon_off_nothing', 422, 'No such amount can be taken off', { field: 'off' });
export const discountedAlready = failure('discounted_already', 409, 'There is a discount already');

/** Whether somebody may begin to use it for that price. `isTheirs`: of a use that is counted already. */
export function checkCoupon(
  coupon: Coupon | undefined,
  { every, price }: PlanPrice,
  now: Date,
  isTheirs = false,
): void {
  if (coupon === undefined || coupon.withdrawnAt !== undefined) throw couponUnknown();
  if (coupon.until !== undefined && Date.parse(coupon.until) <= now.getTime()) throw couponOver();
  const { off } = coupon;
  const isElsewhere = 'amount' in off && off.amount.currency !== price.currency;
  if (isElsewhere || (coupon.every !== undefined && coupon.every !== every)) throw couponElsewhere();
  const left = price.amountMinor - offOf(coupon, price.amountMinor);
  if (left > 0 && left < leastOf('stripe', price.currency)) throw couponTooMuch();
  if (!isTheirs && coupon.atMost !== undefined && coupon.used >= coupon.atMost) throw couponUsedUp();
}

/** What it takes off such a price, half up as the gateway does. */
const offOf = ({ off }: Coupon, amountMinor: number) =>
  Math.min(
    amountMinor,
    'amount' in off ? off.amount.amountMinor : Math.round((amountMinor * off.basisPoints) / 10_000),
  );

export function checkOff({ off }: Pick<Coupon, 'off'>): void {
  if (!('amount' in off)) return;
  const { amountMinor, currency } = off.amount;
  if (amountMinor <= 0 || amountMinor % stepOf('stripe', currency) !== 0) throw couponOffNothing();
}

/** As whoever uses it sees it. */
export const discountOf = ({ code, off, lasts }: Coupon, until?: string): SubscriptionView['discount'] => ({
  ...{ code, off, lasts },
  ...(until !== undefined && { until }),
});

/** What has come of a coupon that the gateway was asked to take: it did, or by now it never will. */
export function becameOf({ asked, discount }: Subscription, coupon: Coupon | undefined, now: Date) {
  if (asked === undefined || (discount !== undefined && discount.couponId === coupon?.id)) return 'settled';
  return Date.parse(asked.at) + HEARD_BY <= now.getTime() ? 'given up' : 'open';
}
/** Whoever asked has had their answer by then, or was cut off. */
const HEARD_BY = minutes(4);

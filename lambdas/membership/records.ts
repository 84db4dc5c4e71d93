import { entity } from '#shared/table/entity';
import { Catalogue } from './catalogue-schemas.ts';
import { Coupon } from './coupon-schemas.ts';
import { Ending, Membership, PlanPrice, Prepayment } from './schemas.ts';
import { Subscription, Watched } from './subscription-schemas.ts';

export const memberships = entity('membership', Membership, {
  partition: ['MEMBER', 'personId'],
  sort: ['MEMBERSHIP'],
});

export const subscriptions = entity('subscription', Subscription, {
  partition: ['MEMBER', 'personId'],
  sort: ['SUBSCRIPTION'],
});

/** One item of everybody whose subscription, or way to one, is not over: by when to look at it next. */
export const watched = entity('watched-subscription', Watched, {
  partition: ['WATCHED', 'shard'],
  sort: ['WATCHED', 'at', 'personId'],
});

/** All prices that a plan ever had, in the order of time: the last of its kind is the one that holds. */
export const planPrices = entity('plan-price', PlanPrice, {
  partition: ['PLAN', 'plan'],
  sort: ['PRICE', 'since', 'id'],
});

/** All editions there ever were, in their order. */
export const catalogues = entity('membership-catalogue', Catalogue, {
  partition: ['PLAN', 'of'],
  sort: ['CATALOGUE', 'serial'],
});

export const prepayments = entity('prepayment', Prepayment, {
  partition: ['MEMBER', 'personId'],
  sort: ['PREPAYMENT', 'paymentId'],
});

/** In the order in which they end: whoever tells of them looks at a few days, and at nobody else. */
export const endings = entity('prepaid-ending', Ending, {
  partition: ['ENDING', 'shard'],
  sort: ['END', 'until', 'personId'],
});
export const coupons = entity('coupon', Coupon, { partition: ['COUPON', 'plan'], sort: ['COUPON', 'code'] });

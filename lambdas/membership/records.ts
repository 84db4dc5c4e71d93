import { entity } from '#shared/table/entity';
import { Catalogue, Ending, Membership, PlanPrice, Prepayment, Subscription } from './schemas.ts';

export const memberships = entity('membership', Membership, {
  partition: ['MEMBER', 'personId'],
  sort: ['MEMBERSHIP'],
});

export const subscriptions = entity('subscription', Subscription, {
  partition: ['MEMBER', 'personId'],
  sort: ['SUBSCRIPTION'],
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

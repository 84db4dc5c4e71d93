import { entity } from '#shared/table/entity';
import { Catalogue, Membership, PlanPrice, Subscription } from './schemas.ts';

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

import * as z from 'zod';
import { browsing, route } from '#shared/http/route';
import { Catalogue, MembershipPlan } from './catalogue-schemas.ts';
import { Coupon, CouponCode, CouponOffer, CouponUse } from './coupon-schemas.ts';
import { catalogueChanged, featureGuarded, featureTwice, premiumLacks } from './domain/catalogue.ts';
import { checkoutOver, noSuchPrice } from './domain/checkout.ts';
import {
  couponElsewhere,
  couponOffNothing,
  couponOver,
  couponTooMuch,
  couponUnknown,
  couponUsedUp,
  discountedAlready,
} from './domain/coupon.ts';
import { untilPast } from './domain/membership.ts';
import { noPriceForPeriod, planPriceNotPayable, samePeriod } from './domain/prices.ts';
import { actRefused, checkoutSilent, noSubscription, subscribedAlready } from './domain/subscription.ts';
import { membershipChanged, toLook } from './events.ts';
import { Membership, MembershipGrant, PlanPrice } from './schemas.ts';
import {
  CheckoutRequest,
  CheckoutView,
  PeriodChange,
  SubscriptionAct,
  SubscriptionView,
} from './subscription-schemas.ts';

const comparison = z.strictObject({ edition: Catalogue.shape.edition, items: z.array(MembershipPlan) });

export const grantMembership = route({
  method: 'POST',
  path: '/v1/membership-grants',
  audience: ['admin'],
  fresh: true,
  key: 'required',
  summary: 'Give somebody a membership plan until a day',
  body: MembershipGrant,
  returns: [201, Membership],
  fails: [untilPast],
  raises: [membershipChanged],
  needs: ['get:MEMBER', 'put:MEMBER', 'put:GRANT', 'query:PLAN'],
  impact: 'admins cannot give anybody Premium',
});

export const getMembership = route({
  method: 'GET',
  path: '/v1/membership',
  audience: ['client'],
  summary: 'My membership',
  returns: [200, Membership],
  fails: [],
  needs: ['get:MEMBER'],
  impact: 'members do not see which plan they have',
});

export const listMembershipPlans = route({
  method: 'GET',
  path: '/v1/membership-plans',
  audience: ['anyone'],
  limit: browsing,
  summary: 'The membership plans, feature by feature',
  returns: [200, comparison],
  fails: [],
  needs: ['query:PLAN'],
  impact: 'nobody sees what Premium has over Basic, and an upgrade prompt leads nowhere',
});

export const setPlanPrice = route({
  method: 'POST',
  path: '/v1/membership-prices',
  audience: ['admin'],
  fresh: true,
  key: 'required',
  summary: 'Say what a membership plan costs from now on; who has it keeps their price',
  body: PlanPrice.pick({ plan: true, every: true, price: true, trialDays: true }),
  returns: [201, PlanPrice],
  fails: [planPriceNotPayable],
  needs: ['put:PLAN'],
  impact: 'prices stay as they are',
});

export const listPlanPrices = route({
  method: 'GET',
  path: '/v1/membership-prices',
  audience: ['anyone'],
  limit: browsing,
  summary: 'What the membership plans cost',
  returns: [
    200,
    z.strictObject({
      items: z.array(PlanPrice.pick({ id: true, plan: true, every: true, price: true, trialDays: true })),
    }),
  ],
  fails: [],
  needs: ['query:PLAN'],
  impact: 'nobody sees what Premium costs',
});

const page = z.strictObject({ url: z.string().describe('the gateway’s page') });

const couponFailures = [couponUnknown, couponOver, couponUsedUp, couponElsewhere, couponTooMuch] as const;

export const checkOutMembership = route({
  method: 'POST',
  path: '/v1/memberships/checkout',
  audience: ['client'],
  key: 'required',
  summary: 'Go to the page where a membership plan is paid',
  body: CheckoutRequest,
  returns: [201, CheckoutView],
  fails: [subscribedAlready, noSuchPrice, checkoutSilent, checkoutOver, actRefused, ...couponFailures],
  needs: [
    ...(['get:MEMBER', 'put:MEMBER', 'query:PLAN', 'gateway:stripe'] as const),
    ...(['get:WATCHED', 'put:WATCHED', 'delete:WATCHED', 'get:COUPON', 'put:COUPON'] as const),
  ],
  impact: 'nobody can become a Premium member',
});

export const getSubscription = route({
  method: 'GET',
  path: '/v1/memberships/subscription',
  audience: ['client'],
  summary: 'My paid membership: how far it is paid, and whether it goes on',
  returns: [200, SubscriptionView],
  fails: [],
  needs: ['get:MEMBER', 'query:PLAN', 'query:COUPON'],
  impact: 'members do not see what they pay for',
});

/** What it takes to ask the gateway for something about a subscription. */
const acting = [
  ...(['get:MEMBER', 'put:MEMBER', 'query:PLAN', 'query:COUPON', 'gateway:stripe'] as const),
  ...(['get:WATCHED', 'put:WATCHED', 'delete:WATCHED'] as const),
] as const;

export const changeSubscription = route({
  method: 'POST',
  path: '/v1/memberships/acts',
  audience: ['client'],
  key: 'required',
  summary: 'Cancel, keep, pause or resume my paid membership',
  body: SubscriptionAct,
  returns: [200, SubscriptionView],
  fails: [noSubscription, checkoutSilent, actRefused],
  raises: [toLook],
  needs: [...acting],
  impact: 'members cannot stop paying, but on the gateway’s own page',
});

export const changeBillingPeriod = route({
  method: 'POST',
  path: '/v1/memberships/changes',
  audience: ['client'],
  key: 'required',
  summary: 'Pay by the year in place of the month, or the other way round, from now on; what is not used is credited',
  body: PeriodChange,
  returns: [200, SubscriptionView],
  fails: [noSubscription, samePeriod, noPriceForPeriod, checkoutSilent, actRefused],
  raises: [toLook],
  needs: [...acting],
  impact: 'members cannot change between month and year',
});

export const takeCoupon = route({
  method: 'POST',
  path: '/v1/memberships/discounts',
  audience: ['client'],
  key: 'required',
  summary: 'Use a coupon for the paid membership that I have',
  body: CouponUse,
  returns: [200, SubscriptionView],
  fails: [noSubscription, discountedAlready, checkoutSilent, actRefused, ...couponFailures],
  raises: [toLook],
  needs: [...acting, 'get:COUPON', 'put:COUPON'],
  impact: 'members cannot use a coupon',
});

export const openBilling = route({
  method: 'GET',
  path: '/v1/memberships/billing',
  audience: ['client'],
  summary: 'Where the gateway’s page with my card and my bills is',
  query: z.strictObject({ returnUrl: CheckoutRequest.shape.successUrl }),
  returns: [200, page],
  fails: [noSubscription, checkoutSilent],
  needs: ['get:MEMBER', 'gateway:stripe'],
  impact: 'members cannot change their card',
});

export const setMembershipPlans = route({
  method: 'POST',
  path: '/v1/membership-plans',
  audience: ['admin'],
  fresh: true,
  key: 'required',
  summary: 'Say what the membership plans have from now on, and how it is called',
  body: Catalogue.pick({ plans: true, features: true }).extend({
    after: Catalogue.shape.edition.describe('the edition whose place it takes: the latest'),
  }),
  returns: [201, comparison],
  fails: [catalogueChanged, featureGuarded, featureTwice, premiumLacks],
  needs: ['query:PLAN', 'put:PLAN'],
  impact: 'what the plans have, and how it is called, stays as it is',
});

export const makeCoupon = route({
  method: 'POST',
  path: '/v1/membership-coupons',
  audience: ['admin'],
  fresh: true,
  key: 'required',
  summary: 'Make a coupon for a membership plan',
  body: CouponOffer,
  returns: [201, Coupon],
  fails: [couponOffNothing, untilPast],
  needs: ['put:COUPON'],
  impact: 'admins cannot make coupons',
});

export const listCoupons = route({
  method: 'GET',
  path: '/v1/membership-coupons',
  audience: ['admin'],
  fresh: true,
  summary: 'The coupons for membership plans, and how often each was used',
  returns: [200, z.strictObject({ items: z.array(Coupon) })],
  fails: [],
  needs: ['query:COUPON'],
  impact: 'admins do not see which coupons there are',
});

export const withdrawCoupon = route({
  method: 'DELETE',
  path: '/v1/membership-coupons/{code}',
  audience: ['admin'],
  fresh: true,
  summary: 'Let nobody else use a coupon; who has it keeps it',
  params: { code: CouponCode },
  returns: [204, z.undefined()],
  fails: [],
  needs: ['get:COUPON', 'put:COUPON'],
  impact: 'a coupon that got about cannot be stopped',
});

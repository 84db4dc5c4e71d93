import * as z from 'zod';
import { browsing, route } from '#shared/http/route';
import { checkoutOver, noSuchPrice } from './domain/checkout.ts';
import { untilPast } from './domain/membership.ts';
import { planPriceNotPayable } from './domain/prices.ts';
import { actRefused, checkoutSilent, noSubscription, subscribedAlready } from './domain/subscription.ts';
import { membershipChanged } from './events.ts';
import {
  CheckoutRequest,
  Membership,
  MembershipGrant,
  MembershipPlan,
  PlanPrice,
  SubscriptionAct,
  SubscriptionView,
} from './schemas.ts';

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
  needs: ['get:MEMBER', 'put:MEMBER', 'put:GRANT'],
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
  returns: [200, z.strictObject({ items: z.array(MembershipPlan) })],
  fails: [],
  needs: [],
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
      items: z.array(PlanPrice.pick({ plan: true, every: true, price: true, trialDays: true })),
    }),
  ],
  fails: [],
  needs: ['query:PLAN'],
  impact: 'nobody sees what Premium costs',
});

const page = z.strictObject({ url: z.string().describe('the gateway’s page') });

export const checkOutMembership = route({
  method: 'POST',
  path: '/v1/memberships/checkout',
  audience: ['client'],
  key: 'required',
  summary: 'Go to the page where a membership plan is paid',
  body: CheckoutRequest,
  returns: [201, page],
  fails: [subscribedAlready, noSuchPrice, checkoutSilent, checkoutOver, actRefused],
  needs: [
    ...(['get:MEMBER', 'put:MEMBER', 'query:PLAN', 'gateway:stripe'] as const),
    ...(['get:WATCHED', 'put:WATCHED', 'delete:WATCHED'] as const),
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
  needs: ['get:MEMBER'],
  impact: 'members do not see what they pay for',
});

export const changeSubscription = route({
  method: 'POST',
  path: '/v1/memberships/acts',
  audience: ['client'],
  key: 'required',
  summary: 'Cancel, keep, pause or resume my paid membership',
  body: SubscriptionAct,
  returns: [200, SubscriptionView],
  fails: [noSubscription, checkoutSilent, actRefused],
  needs: ['get:MEMBER', 'put:MEMBER', 'gateway:stripe'],
  impact: 'members cannot stop paying, but on the gateway’s own page',
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

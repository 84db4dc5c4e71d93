import * as z from 'zod';
import { browsing, route } from '#shared/http/route';
import { untilPast } from './domain/membership.ts';
import { membershipChanged } from './events.ts';
import { Membership, MembershipGrant, MembershipPlan } from './schemas.ts';

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

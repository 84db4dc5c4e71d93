import { memberships } from '#lambdas/membership/records';
import type { Example } from '../entries/example.ts';
import { given } from '../kit/index.ts';

const basic = (personId: string) =>
  given(memberships.add({ personId, plan: 'basic', since: '2026-01-01T00:00:00.000Z' }));

export const grantMembership: Example = {
  body: { personId: 'per_1', plan: 'premium', until: '2099-01-01T00:00:00.000Z' },
  given: basic,
  owned: 'authority',
};

export const getMembership: Example = { given: basic, owned: 'key' };

export const listMembershipPlans: Example = { owned: 'everybody' };

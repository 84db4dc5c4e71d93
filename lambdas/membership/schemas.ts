import * as z from 'zod';
import { PersonId } from '#shared/text';
import { Instant } from '#shared/time';

const Plan = z.enum(['basic', 'premium']);

export const Membership = z
  .strictObject({
    personId: PersonId,
    plan: Plan,
    since: Instant,
    until: Instant.optional().describe('when it becomes Basic again'),
  })
  .meta({ id: 'Membership', description: 'What somebody is a member of' });
export type Membership = z.infer<typeof Membership>;

/** Basic comes by itself: only what is more than that is granted. */
export const MembershipGrant = z
  .strictObject({ personId: PersonId, plan: Plan.exclude(['basic']), until: Instant })
  .meta({ id: 'MembershipGrant', description: 'A membership plan that an admin gives' });

export const MembershipPlan = z
  .strictObject({
    plan: Plan,
    title: z.string(),
    features: z.array(z.strictObject({ feature: z.string(), title: z.string(), included: z.boolean() })),
  })
  .meta({ id: 'MembershipPlan', description: 'A membership plan, and what it has' });
export type MembershipPlan = z.infer<typeof MembershipPlan>;

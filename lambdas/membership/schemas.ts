import * as z from 'zod';
import { Money } from '#shared/money';
import { Id, PersonId } from '#shared/text';
import { Instant } from '#shared/time';

export const Plan = z.enum(['basic', 'premium']);

export const Membership = z
  .strictObject({
    personId: PersonId,
    plan: Plan,
    since: Instant,
    until: Instant.optional().describe('when it becomes Basic again'),
    prepaidUntil: Instant.optional().describe('until when it was paid ahead, and ends unless more is paid'),
  })
  .meta({ id: 'Membership', description: 'What somebody is a member of' });
export type Membership = z.infer<typeof Membership>;

/** Basic comes by itself: only what is more than that is granted. */
export const MembershipGrant = z
  .strictObject({ personId: PersonId, plan: Plan.exclude(['basic']), until: Instant })
  .meta({ id: 'MembershipGrant', description: 'A membership plan that an admin gives' });

export const Every = z.enum(['month', 'year']);

/** A price never changes: another price is another one, and what was bought at this one stays at it. */
export const PlanPrice = z
  .strictObject({
    id: Id,
    plan: Plan.exclude(['basic']),
    every: Every,
    price: Money,
    trialDays: z.int().min(0).max(90),
    since: Instant,
    by: PersonId,
  })
  .meta({ id: 'PlanPrice', description: 'What a membership plan costs, since when' });
export type PlanPrice = z.infer<typeof PlanPrice>;

/** A period that was paid ahead, by its payment. */
export const Prepayment = z.strictObject({
  personId: PersonId,
  paymentId: Id,
  from: Instant,
  until: Instant,
  takenBackAt: Instant.optional(),
});
export type Prepayment = z.infer<typeof Prepayment>;

/** When something that was paid ahead ends, and what its member was told of it so far. */
export const Ending = z.strictObject({
  shard: z.string(),
  until: Instant,
  personId: PersonId,
  told: z.enum(['week', 'day']).optional(),
});
export type Ending = z.infer<typeof Ending>;

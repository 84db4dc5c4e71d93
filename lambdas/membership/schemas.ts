import * as z from 'zod';
import { SubscriptionStatus } from '#shared/gateways/words';
import { Money } from '#shared/money';
import { Id, PersonId, Text } from '#shared/text';
import { Instant } from '#shared/time';

const Plan = z.enum(['basic', 'premium']);

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

/** What there is that a plan can have; who makes another one adds it here. */
export const Feature = z.enum([
  'self-tracking',
  'lapse-recovery',
  'strategy',
  'achievements',
  'personal-strategy',
  'trends',
]);
export type Feature = z.infer<typeof Feature>;

const PlanWords = z.strictObject({ title: Text(60), description: Text(500).optional() });

/** Which plan has what, and how it is called. An edition never changes: another one takes its place. */
export const Catalogue = z
  .strictObject({
    of: z.literal('catalogue'),
    serial: z.string().describe('the edition in the order of text'),
    edition: z.int().min(0),
    plans: z.strictObject({ basic: PlanWords, premium: PlanWords }),
    features: z
      .array(
        z.strictObject({
          feature: Feature,
          title: Text(200),
          plans: z.array(Plan).max(Plan.options.length),
        }),
      )
      .max(Feature.options.length),
    since: Instant,
    by: PersonId,
  })
  .meta({ id: 'MembershipCatalogue', description: 'Which membership plan has what, since when' });
export type Catalogue = z.infer<typeof Catalogue>;
/** Without when and by whom: the first of all is in the code. */
export type Comparison = Pick<Catalogue, 'edition' | 'plans' | 'features'>;

export const MembershipPlan = z
  .strictObject({
    plan: Plan,
    title: z.string(),
    description: z.string().optional(),
    features: z.array(z.strictObject({ feature: z.string(), title: z.string(), included: z.boolean() })),
  })
  .meta({ id: 'MembershipPlan', description: 'A membership plan, and what it has' });
export type MembershipPlan = z.infer<typeof MembershipPlan>;

/** What is known of somebody's subscription at the gateway. */
export const Subscription = z.strictObject({
  personId: PersonId,
  payerRef: z.string().max(255),
  ref: z.string().max(255).optional(),
  status: SubscriptionStatus.optional(),
  paidThrough: Instant.optional().describe('the end of what is paid for, or of the trial'),
  endsAtPeriodEnd: z.boolean().optional(),
  endedAt: Instant.optional(),
  pausedUntil: Instant.optional(),
  seenAt: Instant.optional().describe('when we last looked'),
  grantedUntil: Instant.optional().describe('until when it has opened Premium'),
});
export type Subscription = z.infer<typeof Subscription>;

const Every = z.enum(['month', 'year']);

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

const Page = z.url({ protocol: /^https?$/ }).max(2000);

export const CheckoutRequest = z
  .strictObject({
    plan: PlanPrice.shape.plan,
    every: Every,
    currency: Money.shape.currency,
    successUrl: Page,
    cancelUrl: Page,
  })
  .meta({ id: 'CheckoutRequest', description: 'A membership plan that somebody wants to buy' });

export const SubscriptionAct = z.strictObject({
  act: z
    .enum(['cancel', 'keep', 'pause', 'resume'])
    .describe('`cancel`: at the end of what is paid for; `keep`: not after all'),
});

export const SubscriptionView = z
  .strictObject({
    ...Subscription.pick({ status: true, paidThrough: true, endsAtPeriodEnd: true, pausedUntil: true }).shape,
    premiumUntil: Instant.optional(),
  })
  .meta({ id: 'Subscription', description: 'A paid membership, as its member sees it' });
export type SubscriptionView = z.infer<typeof SubscriptionView>;

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

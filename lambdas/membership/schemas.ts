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

const Ref = z.string().max(255);

export const CouponCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{2,31}$/);
const Page = z.url({ protocol: /^https?$/ }).max(2000);

/** A checkout whose page is open, as far as we know: all that it takes to ask for it once more. */
export const OpenCheckout = z.strictObject({
  id: Id,
  priceId: Id,
  successUrl: Page,
  cancelUrl: Page,
  trialDays: z.int().optional(),
  coupon: CouponCode.optional(),
  until: Instant.describe('when its page closes'),
  ref: Ref.optional(),
});
export type OpenCheckout = z.infer<typeof OpenCheckout>;

/** What is known of somebody's subscription at the gateway, and of the checkout that leads to one. */
export const Subscription = z.strictObject({
  personId: PersonId,
  payerRef: Ref,
  checkout: OpenCheckout.optional(),
  ref: Ref.optional(),
  begunAt: Instant.optional(),
  status: SubscriptionStatus.optional(),
  priceId: Id.optional(),
  periodEnd: Instant.optional().describe('the end of the stretch that it is in, paid for or not'),
  trialEnd: Instant.optional(),
  paid: z
    .strictObject({ ref: Ref, at: Instant, through: Instant })
    .optional()
    .describe('the latest bill that was paid'),
  paidThrough: Instant.optional().describe('the end of what is paid for, or of the trial'),
  endsAtPeriodEnd: z.boolean().optional(),
  endedAt: Instant.optional(),
  pausedUntil: Instant.optional(),
  discount: z.strictObject({ couponId: Id, until: Instant.optional() }).optional(),
  asked: z
    .strictObject({ id: Id, coupon: CouponCode, at: Instant })
    .optional()
    .describe('a coupon that the gateway was asked to take, until we have seen whether it did'),
  seenAt: Instant.optional().describe('when we last looked'),
  lookAt: Instant.optional().describe('when to look again, whether or not we are told'),
  grantedUntil: Instant.optional().describe('until when it has opened Premium'),
});
export type Subscription = z.infer<typeof Subscription>;

/** Whose subscription is to be looked at, and when. */
export const Watched = z.strictObject({ shard: z.string(), at: Instant, personId: PersonId });

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

export const CheckoutRequest = z
  .strictObject({
    plan: PlanPrice.shape.plan,
    every: Every,
    currency: Money.shape.currency,
    coupon: CouponCode.optional(),
    successUrl: Page,
    cancelUrl: Page,
  })
  .meta({ id: 'CheckoutRequest', description: 'A membership plan that somebody wants to buy' });

export type CheckoutRequest = z.infer<typeof CheckoutRequest>;

export const SubscriptionAct = z.strictObject({
  act: z
    .enum(['cancel', 'keep', 'pause', 'resume'])
    .describe('`cancel`: at the end of what is paid for; `keep`: not after all'),
});

/** What a membership plan is billed less by. Its code is good for one coupon for ever. */
export const Coupon = z
  .strictObject({
    id: Id,
    plan: PlanPrice.shape.plan,
    code: CouponCode,
    off: z.union([z.strictObject({ basisPoints: z.int().min(1).max(10_000) }), z.strictObject({ amount: Money })]),
    lasts: z.union([z.enum(['once', 'forever']), z.strictObject({ months: z.int().min(1).max(36) })]),
    every: Every.optional().describe('the only period that it is good for'),
    until: Instant.optional().describe('from when on nobody can begin to use it'),
    atMost: z.int().min(1).optional().describe('how often it can be used'),
    used: z.int().min(0),
    since: Instant,
    by: PersonId,
    withdrawnAt: Instant.optional(),
  })
  .meta({ id: 'Coupon', description: 'What a membership plan is billed less by' });
export type Coupon = z.infer<typeof Coupon>;

export const CouponOffer = z
  .strictObject(
    Coupon.pick({ plan: true, code: true, off: true, lasts: true, every: true, until: true, atMost: true }).shape,
  )
  .meta({ id: 'CouponOffer', description: 'A coupon as an admin makes it' });

const Discount = z
  .strictObject({
    ...Coupon.pick({ code: true, off: true, lasts: true }).shape,
    until: Instant.optional().describe('when it ends'),
  })
  .meta({ id: 'Discount', description: 'The coupon by which somebody is billed less' });

export const CheckoutView = z
  .strictObject({
    url: z.string().describe('the gateway’s page'),
    until: Instant,
    price: Money,
    discount: Discount.optional(),
  })
  .meta({ id: 'Checkout', description: 'Where a membership plan is paid, and until when' });

export const PeriodChange = z.strictObject({ every: Every });
export const CouponUse = z.strictObject({ coupon: CouponCode });

export const SubscriptionView = z
  .strictObject({
    ...Subscription.pick({ status: true, paidThrough: true, endsAtPeriodEnd: true, pausedUntil: true }).shape,
    premiumUntil: Instant.optional(),
    every: Every.optional(),
    price: Money.optional(),
    discount: Discount.optional(),
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

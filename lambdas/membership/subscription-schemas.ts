import * as z from 'zod';
import { SubscriptionStatus } from '#shared/gateways/words';
import { Money } from '#shared/money';
import { Id, PersonId } from '#shared/text';
import { Instant } from '#shared/time';
import { CouponCode, Discount } from './coupon-schemas.ts';
import { Every, PlanPrice } from './schemas.ts';

const Ref = z.string().max(255);

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

export const CheckoutView = z
  .strictObject({
    url: z.string().describe('the gateway’s page'),
    until: Instant,
    price: Money,
    discount: Discount.optional(),
  })
  .meta({ id: 'Checkout', description: 'Where a membership plan is paid, and until when' });

export const PeriodChange = z.strictObject({ every: Every });

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

import * as z from 'zod';
import { Money } from '#shared/money';
import { Id, PersonId } from '#shared/text';
import { Instant } from '#shared/time';
import { Every, PlanPrice } from './schemas.ts';

export const CouponCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{2,31}$/);

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

export const Discount = z
  .strictObject({
    ...Coupon.pick({ code: true, off: true, lasts: true }).shape,
    until: Instant.optional().describe('when it ends'),
  })
  .meta({ id: 'Discount', description: 'The coupon by which somebody is billed less' });

export const CouponUse = z.strictObject({ coupon: CouponCode });

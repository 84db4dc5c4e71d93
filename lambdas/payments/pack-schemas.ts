import * as z from 'zod';
import { Money } from '#shared/money';
import { Id, PersonId, Text } from '#shared/text';
import { Instant } from '#shared/time';
import { RefundTier } from './schemas.ts';

export const Pack = z
  .strictObject({
    id: Id,
    coachId: PersonId,
    title: Text(120),
    price: Money,
    credits: z.int().min(1).max(100).describe('how many sessions it is good for'),
    validDays: z.int().min(1).max(730).describe('for how long, from when it was paid'),
    refundTiers: z.array(RefundTier).max(5),
    status: z.enum(['offered', 'withdrawn']),
    since: Instant,
  })
  .meta({ id: 'SessionPack', description: 'Sessions of a coach, sold together' });
export type Pack = z.infer<typeof Pack>;

/** A pack that somebody has bought. */
export const Holding = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    coachId: PersonId,
    packId: Id,
    paymentId: Id,
    credits: z.int(),
    left: z.int().min(0),
    since: Instant,
    until: Instant,
  })
  .meta({ id: 'SessionPackHolding', description: 'A pack that somebody has bought, and how many sessions are left' });
export type Holding = z.infer<typeof Holding>;

/** Sessions that came or went; they sum to what is left. */
export const CreditMove = z.strictObject({
  clientId: PersonId,
  holdingId: Id,
  cause: z.string().max(120),
  credits: z.int(),
  at: Instant,
});
export type CreditMove = z.infer<typeof CreditMove>;

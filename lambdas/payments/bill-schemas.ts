import * as z from 'zod';
import { GatewayName } from '#shared/gateways/words';
import { Money } from '#shared/money';
import { Id, PersonId } from '#shared/text';
import { Instant } from '#shared/time';
import { BasisPoints, Minor, Refund } from './schemas.ts';
import { Payout } from './seller-schemas.ts';

/** Of what a bill took: what is not earned yet is given back first. */
const BillRefund = z.strictObject({
  ...Refund.pick({ id: true, amountMinor: true, status: true, wasDone: true, at: true }).shape,
  taxMinor: z.int(),
  deferredMinor: z.int(),
  earnedMinor: z.int(),
});
export type BillRefund = z.infer<typeof BillRefund>;

/** A bill of a membership that was paid: the platform's own sale, earned day by day. */
export const Bill = z.strictObject({
  ref: Id.describe('how the gateway calls it; of a period that was paid ahead, the payment'),
  personId: PersonId,
  gateway: GatewayName,
  total: Money.describe('what was paid of it: the rest was covered by credit, which was paid before'),
  taxBps: BasisPoints,
  periodStart: Instant,
  periodEnd: Instant,
  paymentRef: z.string().max(255).optional(),
  feeMinor: Minor.optional(),
  /** What of it has been earned, by the month in which it was booked. */
  recognised: z.array(z.strictObject({ month: Payout.shape.month, amountMinor: z.int() })),
  refunds: z.array(BillRefund),
});
export type Bill = z.infer<typeof Bill>;

export const BillView = z
  .strictObject({
    ...Bill.pick({ ref: true, personId: true, total: true, periodStart: true, periodEnd: true }).shape,
    refundedMinor: Minor,
  })
  .meta({ id: 'MembershipBill', description: 'What a member paid for a stretch of time' });

/** A bill of which something is not earned yet. */
export const Deferred = z.strictObject({ shard: z.string(), ref: Id, personId: PersonId });

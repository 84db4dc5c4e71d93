import * as z from 'zod';
import { event } from '#shared/events/event';
import { Bill, Document, Payment, Payout, Refund, ToSettle } from './schemas.ts';

/** Something at a gateway is to be looked at, and what it shows to be settled here: the gateway said so, or we ask it for
 *  something, or it has been waiting. */
export const toSettle = event('payments.to-settle.v1', ToSettle);

export const succeeded = event(
  'payments.succeeded.v1',
  Payment.pick({ id: true, payerId: true, providerId: true, subject: true, amount: true }).extend({
    at: Payment.shape.createdAt,
  }),
);

export const cancelled = event(
  'payments.cancelled.v1',
  Payment.pick({ id: true, payerId: true, providerId: true, subject: true }).extend({ at: Payment.shape.createdAt }),
);

export const refunded = event(
  'payments.refunded.v1',
  Payment.pick({ payerId: true, providerId: true, subject: true }).extend({
    id: Refund.shape.id,
    paymentId: Payment.shape.id,
    amount: Payment.shape.amount,
    at: Payment.shape.createdAt,
  }),
);

/** What a member paid was given back; all of it, or a part. */
export const membershipRefunded = event(
  'payments.membership-refunded.v1',
  Bill.pick({ personId: true, ref: true }).extend({
    id: Refund.shape.id,
    amount: Bill.shape.total,
    isWhole: z.boolean(),
    at: Payment.shape.createdAt,
  }),
);

export const paidOut = event(
  'payments.paid-out.v1',
  Payout.pick({ id: true, providerId: true, month: true, amount: true }).extend({ at: Payment.shape.createdAt }),
);

/** A provider owes this of what they were paid in person, after all that could be netted. */
export const debtDue = event(
  'payments.debt-due.v1',
  Payout.pick({ id: true, providerId: true, month: true, amount: true }).extend({ at: Payment.shape.createdAt }),
);

/** A receipt for every transaction. */
export const documentIssued = event(
  'payments.document-issued.v1',
  Document.pick({ sellerId: true, kind: true, number: true, paymentId: true, recipientId: true, issuedAt: true }),
);

import * as z from 'zod';
import { event } from '#shared/events/event';
import { Bill } from './bill-schemas.ts';
import { Document } from './document-schemas.ts';
import { Payment, Refund, Subject, ToSettle } from './schemas.ts';
import { Payout } from './seller-schemas.ts';

/** Something at a gateway is to be looked at, and what it shows to be settled here: the gateway said so, or we ask it for
 *  something, or it has been waiting. */
export const toSettle = event('payments.to-settle.v1', ToSettle);

/** The kind is any word here: a new kind of thing that is sold is no new version of the event. */
const subject = Subject.extend({ kind: z.string() });

export const succeeded = event(
  'payments.succeeded.v2',
  Payment.pick({ id: true, payerId: true, providerId: true, amount: true }).extend({
    subject,
    at: Payment.shape.createdAt,
  }),
);

export const cancelled = event(
  'payments.cancelled.v2',
  Payment.pick({ id: true, payerId: true, providerId: true }).extend({ subject, at: Payment.shape.createdAt }),
);

export const refunded = event(
  'payments.refunded.v2',
  Payment.pick({ payerId: true, providerId: true }).extend({
    subject,
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

/** Its payer does not have the money after all. Of what `wasDone`, `payments.refunded.v2` had told that it was on its way. */
export const refundFailed = event('payments.refund-failed.v1', refunded.schema.extend({ wasDone: z.boolean() }));

const Way = z.strictObject({
  id: Payment.shape.id,
  gateway: Payment.shape.gateway,
  currency: Payment.shape.amount.shape.currency,
  begunAt: Payment.shape.createdAt,
});

/** A gateway is asked for it from now on. Not told of what is paid by hand, since nobody is asked. */
export const paymentBegun = event('payments.begun.v1', Way);

/** What came of it. One that was cancelled or had failed can still succeed: then it says what it was before. */
export const paymentEnded = event(
  'payments.ended.v1',
  Way.extend({
    before: Payment.shape.status,
    status: Payment.shape.status.exclude(['pending']),
    at: Way.shape.begunAt,
  }),
);

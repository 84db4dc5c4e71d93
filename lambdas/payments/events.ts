import * as z from 'zod';
import { event } from '#shared/events/event';
import { Subject as GatewaySubject } from '#shared/gateways/words';
import { Document, Payment, Payout, Refund } from './schemas.ts';

/** Something at a gateway is to be looked at, and what it shows to be settled here: the gateway said so, or we asked it for
 *  something, or it has been waiting. By its own `ref`, or by our `id` of what the payment or payout `of` wants done. */
export const toSettle = event(
  'payments.to-settle.v1',
  z.strictObject({
    gateway: Payment.shape.gateway,
    about: GatewaySubject,
    ref: z.string().optional(),
    id: z.string().optional(),
    of: z.string().optional(),
    accountRef: z.string().optional(),
    at: Payment.shape.createdAt,
  }),
);

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

export const paidOut = event(
  'payments.paid-out.v1',
  Payout.pick({ id: true, providerId: true, month: true, amount: true }).extend({ at: Payment.shape.createdAt }),
);

/** A receipt for every transaction. */
export const documentIssued = event(
  'payments.document-issued.v1',
  Document.pick({ sellerId: true, kind: true, number: true, paymentId: true, recipientId: true, issuedAt: true }),
);

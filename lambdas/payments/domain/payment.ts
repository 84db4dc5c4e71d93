import { failure } from '#shared/failure';
import { CAPABILITIES } from '#shared/gateways/capabilities';
import type { Dispute, Payment, Refund } from '../schemas.ts';

/* What a gateway shows of a payment was so at some moment; it comes late, more than once, and in any order. So a payment
 * only ever moves forward: of two sights of it the further one stands, whichever came first. */

export const alreadyPaid = failure('already_paid', 409, 'This has been paid');
export const paymentOver = failure('payment_over', 409, 'This payment was cancelled: begin another');

/** What a look at the gateway showed. */
export type Seen =
  | {
      readonly about: 'payment';
      readonly ref: string;
      readonly status: 'open' | 'cancelled' | 'succeeded';
      readonly receivedMinor: number;
      readonly currency: string;
      readonly fee?: { readonly amountMinor: number; readonly currency: string } | undefined;
    }
  | {
      readonly about: 'refund';
      /** Ours; none of what somebody gave back at the gateway. */
      readonly id?: string | undefined;
      readonly ref: string;
      readonly amountMinor: number;
      readonly status: 'pending' | 'done' | 'failed';
    }
  | ({ readonly about: 'dispute' } & Omit<Dispute, 'isOurs' | 'judged'>);

const RANK: Readonly<Record<Payment['status'], number>> = { pending: 0, failed: 1, cancelled: 2, succeeded: 3 };
const REFUND_RANK: Readonly<Record<Refund['status'], number>> = { asked: 0, done: 1, failed: 2 };

/** A refund that is done may still fail; nothing that has failed comes back. */
export const furtherRefund = (one: Refund['status'], other: Refund['status']) => further(REFUND_RANK, one, other);

const further = <S extends string>(rank: Readonly<Record<S, number>>, one: S, other: S): S =>
  rank[other] > rank[one] ? other : one;

/** The payment as it stands after a look at its gateway. */
export function observed(payment: Payment, seen: Seen, now: Date): Payment {
  switch (seen.about) {
    case 'payment':
      return withStatus({ ...payment, ref: payment.ref ?? seen.ref }, seen, now);
    case 'refund':
      return withRefund(payment, seen);
    case 'dispute':
      return withDispute(payment, seen);
  }
}

function withStatus(payment: Payment, seen: Seen & { about: 'payment' }, now: Date): Payment {
  const { amountMinor, currency } = payment.amount;
  if (seen.status === 'open') return payment;
  if (seen.status === 'cancelled') return { ...payment, status: further(RANK, payment.status, 'cancelled') };
  if (seen.currency !== currency || seen.receivedMinor !== amountMinor) return payment; // the nightly look shows it
  const fee = seen.fee?.currency === currency ? seen.fee.amountMinor : undefined;
  return {
    ...payment,
    status: 'succeeded',
    succeededAt: payment.succeededAt ?? now.toISOString(),
    feeMinor: payment.feeMinor ?? fee,
  };
}

function withRefund(payment: Payment, { id, ref, amountMinor, status }: Seen & { about: 'refund' }): Payment {
  const moved = status === 'pending' ? 'asked' : status;
  if (payment.refunds.some((refund) => refund.id === id)) {
    const refunds = payment.refunds.map((refund) => {
      if (refund.id !== id) return refund;
      const status = furtherRefund(refund.status, moved);
      return { ...refund, status, ...(moved === 'done' && { wasDone: true }) };
    });
    return { ...payment, refunds };
  }
  if (moved === 'asked') return payment; // it is counted when the money has left
  const known = payment.outside.find((one) => one.ref === ref);
  const one = { ref, amountMinor, status: further(REFUND_RANK, known?.status ?? 'done', moved) as 'done' | 'failed' };
  return { ...payment, outside: inPlace(payment.outside, one) };
}

function withDispute(payment: Payment, { about: _, ...seen }: Seen & { about: 'dispute' }): Payment {
  const known = payment.disputes.find(({ ref }) => ref === seen.ref);
  const isClosed = known !== undefined && known.status !== 'open';
  const fee = seen.status === 'open' ? 0 : seen.feeMinor;
  const one: Dispute = {
    ...seen,
    isOurs: known?.isOurs ?? false,
    ...(known?.judged && { judged: known.judged }),
    feeMinor: isClosed ? known.feeMinor : fee,
    status: isClosed ? known.status : seen.status,
  };
  return { ...payment, disputes: inPlace(payment.disputes, one) };
}

/** By how the gateway calls them, so that it does not matter which came first. */
const inPlace = <T extends { ref: string }>(all: readonly T[], one: T): T[] =>
  [...all.filter(({ ref }) => ref !== one.ref), one].sort((a, b) => (a.ref < b.ref ? -1 : 1));

/** Whether the provider took the money, and owes the commission. */
export const isHeldByProvider = ({ gateway }: Pick<Payment, 'gateway'>) => CAPABILITIES[gateway].holder === 'provider';

/** Nobody can be asked whether it was paid: its provider says so. */
export const isByHand = ({ gateway, byHand }: Pick<Payment, 'gateway' | 'byHand'>) =>
  byHand === true || CAPABILITIES[gateway].hears === 'by_hand';

/** The date decides, whether or not anybody has cancelled it. */
export const isExpired = ({ status, expiresAt }: Pick<Payment, 'status' | 'expiresAt'>, now: Date) =>
  status === 'pending' && expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime();

/** Whether somebody may still pay it. */
export const isOpen = (payment: Pick<Payment, 'status' | 'expiresAt'>, now: Date) =>
  payment.status === 'pending' && !isExpired(payment, now);

export function checkOpen(payment: Pick<Payment, 'status' | 'expiresAt'>, now: Date): void {
  if (payment.status === 'succeeded') throw alreadyPaid();
  if (!isOpen(payment, now)) throw paymentOver();
}

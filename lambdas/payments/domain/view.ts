import type { GatewayDispute, GatewayPayment, GatewayRefund } from '#shared/gateways/payments';
import type { Bill } from '../bill-schemas.ts';
import type { Payment, PaymentStep, PaymentView, Refund, RefundView } from '../schemas.ts';
import type { Till, TillView } from '../seller-schemas.ts';
import { givenBack } from './bill.ts';
import type { Seen } from './payment.ts';
import { refundedMinor } from './refund.ts';

/** What its payer is shown: of how the money is shared, nothing. */
export function shown(payment: Payment): PaymentView {
  const { id, providerId, subject, gateway, amount, status, createdAt, expiresAt, succeededAt } = payment;
  const known = { id, providerId, subject, gateway, amount, status, createdAt, expiresAt, succeededAt };
  return { ...known, refundedMinor: refundedMinor(payment) };
}

export function shownDispute({ id: paymentId, disputes }: Payment, ref: string) {
  const { amountMinor, feeMinor, status, isOurs } = disputes.find((one) => one.ref === ref)!;
  return { paymentId, ref, amountMinor, feeMinor, status, isOurs };
}

export const shownBill = ({ ref, personId, total, periodStart, periodEnd, ...bill }: Bill) => ({
  ref,
  personId,
  total,
  periodStart,
  periodEnd,
  refundedMinor: givenBack(bill, 'amountMinor'),
});

/** How far it is, and what its payer does next. */
export const stepOf = (payment: Payment, there?: GatewayPayment): PaymentStep => ({
  payment: shown(payment),
  clientSecret: there?.clientSecret,
  actionUrl: there?.actionUrl ?? (payment.status === 'pending' ? payment.payAt : undefined),
  decline: there?.decline,
});

/** A payment at its gateway, as far as it counts here. */
export function seenPayment({ ref, status, receivedMinor, amount, fee }: GatewayPayment): Seen {
  const so = status === 'succeeded' || status === 'cancelled' ? status : 'open';
  return { about: 'payment', ref, status: so, receivedMinor, currency: amount.currency, fee };
}

export const shownRefund = ({ id, amount }: Payment, { amountMinor, ...refund }: Refund): RefundView => ({
  id: refund.id,
  status: refund.status,
  at: refund.at,
  paymentId: id,
  amount: { ...amount, amountMinor },
});

export const seenRefund = ({ id, ref, amount, status }: GatewayRefund): Seen & { about: 'refund' } => ({
  about: 'refund',
  id,
  ref,
  amountMinor: amount.amountMinor,
  status: status === 'withdrawn' ? 'failed' : status,
});

/** An inquiry takes no money: nothing is seen of it. */
export function seenDispute({ ref, amount, fee, status }: GatewayDispute): Seen | undefined {
  if (status === 'inquiry' || status === 'inquiry_closed') return undefined;
  const feeMinor = fee?.currency === amount.currency ? fee.amountMinor : 0;
  const so = status === 'under_review' ? 'open' : status;
  return { about: 'dispute', ref, amountMinor: amount.amountMinor, feeMinor, status: so };
}

/** How Kaspi calls a till is nobody's business but ours. */
export const shownTill = ({ deviceToken, printedQr }: Partial<Till>): TillView => ({
  asks: deviceToken !== undefined,
  printedQr,
});

/** A payment as figures know it. */
export const wayTold = ({ id, gateway, amount: { currency }, createdAt: begunAt }: Payment) => ({
  id,
  gateway,
  currency,
  begunAt,
});

/** What has come of it, if that is another thing now. */
export function endedAs(before: Payment, { status, ...after }: Payment, now: Date) {
  if (status === 'pending' || status === before.status) return undefined;
  return { ...wayTold({ ...after, status }), before: before.status, status, at: now.toISOString() };
}

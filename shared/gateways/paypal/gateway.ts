import { type Answer, answer, mapped, refused } from '../answer.ts';
import { CAPABILITIES } from '../capabilities.ts';
import type { GatewayPayment, GatewayRefund, NewPayment, Payments, Refunds } from '../payments.ts';
import type { PaymentGateway } from '../port.ts';
import type { GatewayPaymentStatus, RefundStatus } from '../words.ts';
import { balance } from './balance.ts';
import { paypal, type Settings } from './client.ts';
import { fromPayPal, toPayPal } from './money.ts';
import { transfers } from './transfers.ts';

/* Orders v2: https://developer.paypal.com/docs/api/orders/v2/. The payer approves on PayPal's page, we capture. */

const ORDER: Readonly<Record<string, GatewayPaymentStatus>> = {
  CREATED: 'awaiting_payer',
  SAVED: 'awaiting_payer',
  PAYER_ACTION_REQUIRED: 'awaiting_action',
  APPROVED: 'awaiting_confirmation',
  VOIDED: 'cancelled',
  COMPLETED: 'succeeded',
};
/** An order is complete though its capture may still be looked at, or refused. */
const CAPTURE: Readonly<Record<string, GatewayPaymentStatus>> = {
  PENDING: 'processing',
  DECLINED: 'cancelled',
  FAILED: 'cancelled',
};
const REFUND: Readonly<Record<string, RefundStatus>> = {
  COMPLETED: 'done',
  PENDING: 'pending',
  FAILED: 'failed',
  CANCELLED: 'withdrawn',
};

export function paypalGateway(settings: Settings): PaymentGateway {
  const ask = paypal(settings);
  const order = (ref: string) => ask('GET', `/v2/checkout/orders/${encodeURIComponent(ref)}`);
  const cannot = async () => refused('cannot', 'not_in_paypal');
  const payments: Payments = {
    create: async (payment) =>
      mapped(
        await ask('POST', '/v2/checkout/orders', { key: `payment:${payment.id}`, sent: orderFor(payment) }),
        paymentOf,
      ),
    confirm: async ({ tryId, ref }) =>
      mapped(
        await ask('POST', `/v2/checkout/orders/${encodeURIComponent(ref)}/capture`, {
          key: `capture:${tryId}`,
          sent: {},
        }),
        paymentOf,
      ),
    capture: cannot,
    // An order cannot be called back: what we do not capture is never taken, and it lapses by itself.
    cancel: async ({ ref }) => {
      const read = mapped(await order(ref), paymentOf);
      if (read.kind !== 'answer') return read;
      const { status } = read.value;
      const isTaken = status === 'succeeded' || status === 'processing';
      return isTaken ? refused('wrong_state', 'captured') : answer({ ...read.value, status: 'cancelled' });
    },
    read: async (ref) => mapped(await order(ref), paymentOf),
    // Orders are not searched. One whose answer was lost was approved by nobody, and two are never captured: our id is
    // the invoice's number, which PayPal takes once.
    find: async () => answer(undefined),
    list: cannot,
  };
  const refunds: Refunds = {
    create: async ({ id, paymentRef, amount }) => {
      const capture = await captureOf(order(paymentRef));
      if (capture.kind !== 'answer') return capture;
      const sent = { amount: toPayPal(amount), custom_id: id, invoice_id: id };
      const path = `/v2/payments/captures/${capture.value.id}/refund`;
      return mapped(await ask('POST', path, { key: `refund:${id}`, sent }), (made) => refundOf(made, paymentRef));
    },
    // A refund knows its capture, and the capture its order, which is what we call the payment.
    read: async (ref) => {
      const found = await ask('GET', `/v2/payments/refunds/${encodeURIComponent(ref)}`);
      const up = found.kind === 'answer' ? linkOf(found.value, 'up') : undefined;
      if (found.kind !== 'answer' || up === undefined) return mapped(found, (one) => refundOf(one, ''));
      const capture = await ask('GET', new URL(up).pathname);
      return mapped(capture, (one) => refundOf(found.value, one.supplementary_data?.related_ids?.order_id ?? ''));
    },
    find: async ({ id, paymentRef }) =>
      mapped(await order(paymentRef), (read) => {
        const found = paidWith(read)?.refunds?.find((one: any) => one.custom_id === id);
        return found && refundOf(found, paymentRef);
      }),
  };
  return {
    name: 'paypal',
    capabilities: CAPABILITIES.paypal,
    payments,
    refunds,
    transfers: transfers(ask),
    balance: balance(ask),
  };
}

const orderFor = ({ id, amount, title, returnUrl }: NewPayment) => ({
  intent: 'CAPTURE',
  purchase_units: [{ custom_id: id, invoice_id: id, description: title.slice(0, 127), amount: toPayPal(amount) }],
  payment_source: {
    paypal: {
      experience_context: {
        user_action: 'PAY_NOW',
        shipping_preference: 'NO_SHIPPING',
        ...(returnUrl !== undefined && { return_url: returnUrl, cancel_url: returnUrl }),
      },
    },
  },
});

const linkOf = (one: any, rel: string): string | undefined => one.links?.find((link: any) => link.rel === rel)?.href;

const unitOf = (order: any) => order.purchase_units?.[0];
const paidWith = (order: any) => unitOf(order)?.payments;

async function captureOf(asked: Promise<Answer<any>>): Promise<Answer<any>> {
  const read = await asked;
  if (read.kind !== 'answer') return read;
  const capture = paidWith(read.value)?.captures?.[0];
  return capture ? answer(capture) : refused('wrong_state', 'not_captured');
}

function paymentOf(order: any): GatewayPayment {
  const unit = unitOf(order);
  const capture = paidWith(order)?.captures?.[0];
  const amount = fromPayPal(unit.amount);
  const status = CAPTURE[capture?.status] ?? ORDER[order.status];
  if (status === undefined) throw new RangeError(`PayPal says ${order.status}, which we do not know`);
  const refunded = (paidWith(order)?.refunds ?? []).filter((one: any) => one.status !== 'FAILED');
  const fee = capture?.seller_receivable_breakdown?.paypal_fee;
  return {
    ref: order.id,
    id: unit.custom_id,
    status,
    amount,
    receivedMinor: status === 'succeeded' ? fromPayPal(capture.amount).amountMinor : 0,
    refundedMinor: refunded.reduce((sum: number, one: any) => sum + fromPayPal(one.amount).amountMinor, 0),
    createdAt: new Date(order.create_time).toISOString(),
    actionUrl: linkOf(order, 'payer-action'),
    fee: fee && fromPayPal(fee),
    isDisputed: false,
    tags: {},
  };
}

const refundOf = (refund: any, paymentRef: string): GatewayRefund => ({
  ref: refund.id,
  id: refund.custom_id,
  paymentRef,
  status: REFUND[refund.status] ?? 'pending',
  amount: fromPayPal(refund.amount),
  createdAt: new Date(refund.create_time).toISOString(),
});

import type Stripe from 'stripe';
import { mapped } from '../answer.ts';
import type { Disputes, GatewayDispute, GatewayPayment, GatewayRefund, Payments, Refunds } from '../payments.ts';
import { ask, byId, firstMarked, instant, marked, marks, maybe, maybeRef, once, refOf, seconds } from './ask.ts';
import { fromStripe, minorOf, toStripe } from './money.ts';
import { DISPUTE, declineOf, PAYMENT, REFUND, said } from './words.ts';

/** With the charge come the fee, what was given back, and whether it is disputed. */
const WITH_CHARGE = ['latest_charge.balance_transaction'];
const AT_ONCE = 100;

export function payments(stripe: Stripe): Payments {
  const intents = stripe.paymentIntents;
  return {
    create: async ({ id, amount, title, tags, payerRef, captureLater = false, returnUrl }) =>
      mapped(
        await ask(() =>
          intents.create(
            {
              ...toStripe(amount),
              ...marked(id, tags),
              description: title,
              transfer_group: id,
              capture_method: captureLater ? 'manual' : 'automatic',
              automatic_payment_methods: {
                enabled: true,
                allow_redirects: returnUrl === undefined ? 'never' : 'always',
              },
              ...(payerRef !== undefined && { customer: payerRef }),
              expand: WITH_CHARGE,
            },
            once('payment', id),
          ),
        ),
        paymentOf,
      ),
    confirm: async ({ tryId, ref, instrument, returnUrl }) =>
      mapped(
        await ask(() =>
          intents.confirm(
            ref,
            {
              ...(instrument !== undefined &&
                (instrument.startsWith('ctoken_')
                  ? { confirmation_token: instrument }
                  : { payment_method: instrument })),
              ...(returnUrl !== undefined && { return_url: returnUrl }),
              expand: WITH_CHARGE,
            },
            once('confirm', tryId),
          ),
        ),
        paymentOf,
      ),
    capture: async ({ id, ref, amount }) =>
      mapped(
        await ask(() =>
          intents.capture(
            ref,
            { ...(amount && { amount_to_capture: toStripe(amount).amount }), expand: WITH_CHARGE },
            once('capture', id),
          ),
        ),
        paymentOf,
      ),
    cancel: async ({ id, ref }) =>
      mapped(await ask(() => intents.cancel(ref, { expand: WITH_CHARGE }, once('cancel', id))), paymentOf),
    read: async (ref) => mapped(await ask(() => intents.retrieve(ref, { expand: WITH_CHARGE })), paymentOf),
    find: async (id) =>
      mapped(
        await ask(() => intents.search({ ...byId(id), expand: WITH_CHARGE.map((one) => `data.${one}`) })),
        ({ data: [found] }) => found && paymentOf(found),
      ),
    list: async ({ from, until, cursor }) =>
      mapped(
        await ask(() =>
          intents.list({
            created: { gte: seconds(from), lt: seconds(until) },
            limit: AT_ONCE,
            ...(cursor !== undefined && { starting_after: cursor }),
            expand: WITH_CHARGE.map((one) => `data.${one}`),
          }),
        ),
        ({ data, has_more }) => ({ items: data.map(paymentOf), ...(has_more && { cursor: data.at(-1)!.id }) }),
      ),
  };
}

function paymentOf(intent: Stripe.PaymentIntent): GatewayPayment {
  const { status, last_payment_error: error, next_action: next } = intent;
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const line = typeof charge?.balance_transaction === 'object' ? charge.balance_transaction : null;
  return {
    ref: intent.id,
    ...marks(intent.metadata),
    status: said(PAYMENT, status),
    amount: fromStripe(intent.amount, intent.currency),
    receivedMinor: minorOf(intent.amount_received, intent.currency),
    refundedMinor: minorOf(charge?.amount_refunded ?? 0, intent.currency),
    createdAt: instant(intent.created),
    decline: error ? declineOf(error) : undefined,
    clientSecret: intent.client_secret ?? undefined,
    actionUrl: next?.redirect_to_url?.url ?? undefined,
    fee: line ? fromStripe(line.fee, line.currency) : undefined,
    isDisputed: charge?.disputed ?? false,
  };
}

export function refunds(stripe: Stripe): Refunds {
  return {
    create: async ({ id, paymentRef, amount, tags }) =>
      mapped(
        await ask(() =>
          stripe.refunds.create(
            { payment_intent: paymentRef, amount: toStripe(amount).amount, ...marked(id, tags) },
            once('refund', id),
          ),
        ),
        refundOf,
      ),
    read: async (ref) => mapped(await ask(() => stripe.refunds.retrieve(ref)), refundOf),
    find: async ({ id, paymentRef }) =>
      mapped(
        await ask(() => firstMarked(stripe.refunds.list({ payment_intent: paymentRef, limit: AT_ONCE }), id)),
        (found) => found && refundOf(found),
      ),
  };
}

const refundOf = (refund: Stripe.Refund): GatewayRefund => ({
  ref: refund.id,
  id: refund.metadata?.['id'],
  paymentRef: maybeRef(refund.payment_intent) ?? refOf(refund.charge!),
  status: said(REFUND, refund.status),
  amount: fromStripe(refund.amount, refund.currency),
  createdAt: instant(refund.created),
});

export const disputes = (stripe: Stripe): Disputes => ({
  read: async (ref) => mapped(await ask(() => stripe.disputes.retrieve(ref)), disputeOf),
});

/** Its fee is what its lines in Stripe's books say: one that was won may have been given back. */
function disputeOf(dispute: Stripe.Dispute): GatewayDispute {
  const lines = dispute.balance_transactions;
  return {
    ref: dispute.id,
    paymentRef: maybeRef(dispute.payment_intent),
    status: said(DISPUTE, dispute.status),
    amount: fromStripe(dispute.amount, dispute.currency),
    fee:
      lines[0] &&
      fromStripe(
        lines.reduce((sum, { fee }) => sum + fee, 0),
        lines[0].currency,
      ),
    answerBy: maybe(dispute.evidence_details.due_by),
    createdAt: instant(dispute.created),
  };
}

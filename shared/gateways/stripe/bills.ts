import type Stripe from 'stripe';
import { mapped } from '../answer.ts';
import type { GatewayBill, Subscriptions } from '../subscriptions.ts';
import { ask, instant, marks, maybe, maybeRef, refOf } from './ask.ts';
import { fromStripe, minorOf } from './money.ts';
import { BILL, CAUSE, said } from './words.ts';

/** Every subscription of ours has a payer with a page of their own at Stripe. */
export const billing = (stripe: Stripe): Pick<Subscriptions, 'portal' | 'readBill'> => ({
  portal: async ({ payerRef, returnUrl }) =>
    mapped(
      await ask(() => stripe.billingPortal.sessions.create({ customer: payerRef, return_url: returnUrl })),
      ({ url }) => ({ url }),
    ),
  readBill: async (ref) => mapped(await ask(() => stripe.invoices.retrieve(ref, { expand: ['payments'] })), billOf),
});

function billOf(invoice: Stripe.Invoice): GatewayBill {
  const { subscription, metadata } = invoice.parent?.subscription_details ?? {};
  const longest = invoice.lines.data
    .filter(({ amount }) => amount >= 0)
    .toSorted((a, b) => length(b) - length(a))[0]?.period;
  const paid = invoice.payments?.data.find(({ status }) => status === 'paid') ?? invoice.payments?.data[0];
  return {
    ref: invoice.id!,
    tags: marks(metadata).tags,
    status: said(BILL, invoice.status),
    cause: CAUSE[invoice.billing_reason ?? ''] ?? 'other',
    subscriptionRef: maybeRef(subscription),
    payerRef: refOf(invoice.customer!),
    total: fromStripe(invoice.total, invoice.currency),
    paidMinor: minorOf(invoice.amount_paid, invoice.currency),
    paymentRef: maybeRef(paid?.payment.payment_intent),
    tries: invoice.attempt_count,
    nextTryAt: maybe(invoice.next_payment_attempt),
    periodStart: instant(longest?.start ?? invoice.period_start),
    periodEnd: instant(longest?.end ?? invoice.period_end),
    createdAt: instant(invoice.created),
  };
}

const length = ({ period }: Stripe.InvoiceLineItem) => period.end - period.start;

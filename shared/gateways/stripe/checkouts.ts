import type Stripe from 'stripe';
import { mapped } from '../answer.ts';
import type { GatewayCheckout, Subscriptions } from '../subscriptions.ts';
import { ask, instant, marked, marks, maybeRef, once, seconds } from './ask.ts';
import { CHECKOUT, said } from './words.ts';

type Checkouts = Pick<Subscriptions, 'checkout' | 'readCheckout' | 'findCheckout' | 'expireCheckout'>;

export const checkouts = ({ checkout: { sessions } }: Stripe): Checkouts => ({
  checkout: async ({ id, payerRef, priceRef, tags, successUrl, cancelUrl, couponRef, expiresAt, trialDays }) =>
    mapped(
      await ask(() =>
        sessions.create(
          {
            mode: 'subscription',
            customer: payerRef,
            client_reference_id: id,
            line_items: [{ price: priceRef, quantity: 1 }],
            ...(couponRef !== undefined && { discounts: [{ coupon: couponRef }] }),
            ...(expiresAt !== undefined && { expires_at: seconds(expiresAt) }),
            ...marked(id, tags),
            subscription_data: {
              ...marked(id, tags),
              ...(trialDays !== undefined && { trial_period_days: trialDays }),
            },
            success_url: successUrl,
            cancel_url: cancelUrl,
          },
          once('checkout', id),
        ),
      ),
      checkoutOf,
    ),
  readCheckout: async (ref) => mapped(await ask(() => sessions.retrieve(ref)), checkoutOf),
  findCheckout: async ({ id, payerRef }) =>
    mapped(
      await ask(async () => {
        for await (const one of sessions.list({ customer: payerRef, limit: 100 }))
          if (one.client_reference_id === id) return one;
        return undefined;
      }),
      (found) => found && checkoutOf(found),
    ),
  expireCheckout: async ({ id, ref }) =>
    mapped(await ask(() => sessions.expire(ref, {}, once('expire', id))), checkoutOf),
});

const checkoutOf = (session: Stripe.Checkout.Session): GatewayCheckout => ({
  ref: session.id,
  ...marks(session.metadata),
  status: said(CHECKOUT, session.status),
  url: session.url ?? undefined,
  payerRef: maybeRef(session.customer),
  subscriptionRef: maybeRef(session.subscription),
  expiresAt: instant(session.expires_at),
});

import type Stripe from 'stripe';
import { type Answer, mapped } from '../answer.ts';
import type { Act, GatewaySubscription, Subscriptions } from '../subscriptions.ts';
import { ask, instant, marks, maybe, maybeRef, once, refOf, seconds } from './ask.ts';
import { billing } from './bills.ts';
import { catalogue } from './catalogue.ts';
import { checkouts } from './checkouts.ts';
import { SUBSCRIPTION, said } from './words.ts';

const AT_ONCE = 100;
/** A discount is shown by its name alone, unless it is asked for. */
const WITH_DISCOUNT = { expand: ['discounts'] };

export function subscriptions(stripe: Stripe): Subscriptions {
  /** A change to one, in its own name. */
  const update = async (
    what: string,
    { id, ref }: Act,
    change: Stripe.SubscriptionUpdateParams,
  ): Promise<Answer<GatewaySubscription>> =>
    mapped(
      await ask(() => stripe.subscriptions.update(ref, { ...change, ...WITH_DISCOUNT }, once(what, id))),
      subscriptionOf,
    );
  return {
    ...catalogue(stripe),
    ...checkouts(stripe),
    ...billing(stripe),
    read: async (ref) => mapped(await ask(() => stripe.subscriptions.retrieve(ref, WITH_DISCOUNT)), subscriptionOf),
    of: async (payerRef) =>
      mapped(
        await ask(() =>
          stripe.subscriptions
            .list({ customer: payerRef, status: 'all', limit: AT_ONCE, expand: ['data.discounts'] })
            .autoPagingToArray({ limit: 10_000 }),
        ),
        (all) => all.map(subscriptionOf),
      ),
    change: async ({ priceRef, ...act }) => {
      const now = await ask(() => stripe.subscriptions.retrieve(act.ref));
      if (now.kind !== 'answer') return now;
      const [item] = now.value.items.data;
      return update('change', act, {
        items: [{ id: item!.id, price: priceRef }],
        proration_behavior: 'always_invoice',
        payment_behavior: 'allow_incomplete',
      });
    },
    discount: ({ couponRef, ...act }) => update('discount', act, { discounts: [{ coupon: couponRef }] }),
    pause: ({ until, ...act }) =>
      update('pause', act, {
        pause_collection: { behavior: 'void', ...(until !== undefined && { resumes_at: seconds(until) }) },
      }),
    resume: (act) => update('resume', act, { pause_collection: '' }),
    endAtPeriodEnd: (act) => update('end-later', act, { cancel_at_period_end: true }),
    keep: (act) => update('keep', act, { cancel_at_period_end: false }),
    end: async ({ id, ref }) =>
      mapped(await ask(() => stripe.subscriptions.cancel(ref, WITH_DISCOUNT, once('end', id))), subscriptionOf),
  };
}

/** It has one item: the plan. A pause is no status at Stripe, where nothing is billed meanwhile. */
function subscriptionOf(subscription: Stripe.Subscription): GatewaySubscription {
  const [item] = subscription.items.data;
  const pause = subscription.pause_collection;
  const status = said(SUBSCRIPTION, subscription.status);
  return {
    ref: subscription.id,
    ...marks(subscription.metadata),
    createdAt: instant(subscription.created),
    status: pause && status === 'active' ? 'paused' : status,
    payerRef: refOf(subscription.customer),
    priceId: item!.price.lookup_key ?? undefined,
    priceRef: item!.price.id,
    periodStart: instant(item!.current_period_start),
    periodEnd: instant(item!.current_period_end),
    trialEnd: maybe(subscription.trial_end),
    endsAtPeriodEnd: subscription.cancel_at_period_end,
    endedAt: maybe(subscription.ended_at),
    pausedUntil: maybe(pause?.resumes_at),
    lastBillRef: maybeRef(subscription.latest_invoice),
    discount: discountOf(subscription),
  };
}

function discountOf({ discounts }: Stripe.Subscription): GatewaySubscription['discount'] {
  const [one] = discounts.filter((one) => typeof one !== 'string');
  const couponId = maybeRef(one?.source.coupon);
  return couponId === undefined ? undefined : { couponId, until: maybe(one?.end) };
}

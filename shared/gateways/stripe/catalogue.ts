import type Stripe from 'stripe';
import { type Answer, answer, mapped } from '../answer.ts';
import type { Coupon, Subscriptions } from '../subscriptions.ts';
import { ask, marked, once } from './ask.ts';
import { toStripe } from './money.ts';

/** Plans and coupons bear our ids, prices bear them as their key: whatever is offered twice is there once. */
export const catalogue = (stripe: Stripe): Pick<Subscriptions, 'offer' | 'coupon'> => ({
  offer: async ({ id, planId, title, price, every }) => {
    const known = await ask(() => stripe.prices.list({ lookup_keys: [id], limit: 1 }));
    if (known.kind !== 'answer') return known;
    const [found] = known.value.data;
    if (found) return answer({ ref: found.id });
    const plan = thereIs(
      await ask(() => stripe.products.create({ id: planId, name: title, ...marked(planId) }, once('plan', planId))),
      planId,
    );
    if (plan.kind !== 'answer') return plan;
    const { amount, currency } = toStripe(price);
    const made = await ask(() =>
      stripe.prices.create(
        {
          product: planId,
          unit_amount: amount,
          currency,
          recurring: { interval: every },
          tax_behavior: 'inclusive',
          lookup_key: id,
          ...marked(id),
        },
        once('price', id),
      ),
    );
    return mapped(made, ({ id: ref }) => ({ ref }));
  },
  coupon: async (coupon) =>
    thereIs(await ask(() => stripe.coupons.create(couponFor(coupon), once('coupon', coupon.id))), coupon.id),
});

/** That it was made before is as good as making it. */
const thereIs = (made: Answer<{ readonly id: string }>, id: string): Answer<{ readonly ref: string }> =>
  made.kind === 'refusal' && made.code === 'resource_already_exists'
    ? answer({ ref: id })
    : mapped(made, (one) => ({ ref: one.id }));

function couponFor({ id, title, off, lasts }: Coupon): Stripe.CouponCreateParams {
  const duration: Stripe.CouponCreateParams =
    typeof lasts === 'string' ? { duration: lasts } : { duration: 'repeating', duration_in_months: lasts.months };
  if ('basisPoints' in off) return { id, name: title, percent_off: off.basisPoints / 100, ...duration };
  const { amount, currency } = toStripe(off.amount);
  return { id, name: title, amount_off: amount, currency, ...duration };
}

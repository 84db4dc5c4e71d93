import { asForm, text } from './fields.ts';
import type { Value } from './form.ts';
import { later } from './periods.ts';
import { invalid } from './refusal.ts';
import type { Thing, World } from './world.ts';

/** Each coupon that is named in a call's `discounts`. */
export function couponsIn(world: World, discounts: readonly Value[]): Thing[] {
  return discounts.map((one) => world.get('coupon', text(asForm(one) ?? {}, 'coupon'), 'discounts[0][coupon]'));
}

export function discount(world: World, coupon: Thing, subscription: Thing): Thing {
  if (coupon['currency'] !== null && coupon['currency'] !== subscription['currency'])
    throw invalid(`Coupon ${coupon.id} is in another currency.`, { param: 'discounts[0][coupon]' });
  coupon['times_redeemed'] += 1;
  const start = world.now();
  return world.add({
    id: world.newId('di'),
    object: 'discount',
    created: start,
    checkout_session: null,
    customer: subscription['customer'],
    customer_account: null,
    end: coupon['duration'] === 'repeating' ? later(start, 'month', coupon['duration_in_months']) : null,
    invoice: null,
    invoice_item: null,
    promotion_code: null,
    source: { coupon: coupon.id, type: 'coupon' },
    start,
    subscription: subscription.id,
    subscription_item: null,
  });
}

/** What the subscription's coupons take off such a sum; one that counts once is used up by it. */
export function takenOff(world: World, subscription: Thing, subtotal: number) {
  const taken: { amount: number; discount: string }[] = [];
  let left = Math.max(0, subtotal);
  for (const id of [...subscription['discounts']] as string[]) {
    const { source, end } = world.get('discount', id);
    const coupon = world.get('coupon', source.coupon);
    if (end !== null && end <= world.now()) {
      subscription['discounts'] = subscription['discounts'].filter((one: string) => one !== id);
      continue;
    }
    const amount = Math.min(left, coupon['amount_off'] ?? Math.round((left * coupon['percent_off']) / 100));
    left -= amount;
    if (amount > 0) taken.push({ amount, discount: id });
    if (coupon['duration'] === 'once' && amount > 0)
      subscription['discounts'] = subscription['discounts'].filter((one: string) => one !== id);
  }
  return taken;
}

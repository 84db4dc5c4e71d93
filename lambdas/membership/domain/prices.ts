import { failure } from '#shared/failure';
import { unpayable } from '#shared/gateways/payable';
import type { Money } from '#shared/money';
import type { PlanPrice } from '../schemas.ts';

export const planPriceNotPayable = failure('plan_price_not_payable', 422, 'The gateway takes no such price', {
  field: 'price',
});

export function checkPlanPrice(price: Money): void {
  if (unpayable('stripe', price)) throw planPriceNotPayable();
}

/** Of each plan, period and currency the price that came last. */
export const latestPrices = (inOrder: readonly PlanPrice[]): PlanPrice[] => [
  ...new Map(inOrder.map((one) => [`${one.plan} ${one.every} ${one.price.currency}`, one])).values(),
];

export const samePeriod = failure('same_period', 409, 'It is billed so already');
export const noPriceForPeriod = failure('no_price_for_period', 422, 'Premium has no price for that period', {
  field: 'every',
});

/** What it costs from now on whoever changes to another period. Who has an older price for the same one keeps it. */
export function priceForPeriod(all: readonly PlanPrice[], current: PlanPrice, every: PlanPrice['every']): PlanPrice {
  if (current.every === every) throw samePeriod();
  const { plan, price } = current;
  const found = latestPrices(all).find(
    (one) => one.plan === plan && one.every === every && one.price.currency === price.currency,
  );
  if (found === undefined) throw noPriceForPeriod();
  return found;
}

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

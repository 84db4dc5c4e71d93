import type { PlanPrice } from '../schemas.ts';

/** Of each plan, period and currency the price that came last. */
export const latestPrices = (inOrder: readonly PlanPrice[]): PlanPrice[] => [
  ...new Map(inOrder.map((one) => [`${one.plan} ${one.every} ${one.price.currency}`, one])).values(),
];

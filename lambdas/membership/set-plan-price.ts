import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { checkPlanPrice } from './domain/prices.ts';
import { planPrices } from './records.ts';
import { setPlanPrice } from './routes.ts';

export const handler = endpoint(
  setPlanPrice,
  async ({ body, actor, now, newId }) => {
    checkPlanPrice(body.price);
    const price = planPrices.add({ ...body, id: newId('prc'), since: now.toISOString(), by: actor.id });
    return outcome(price.item, price);
  },
  secondFactor,
);

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { planPrices } from './records.ts';
import { setPlanPrice } from './routes.ts';

export const handler = endpoint(
  setPlanPrice,
  async ({ body, actor, now, newId }) => {
    const price = planPrices.add({ ...body, id: newId('prc'), since: now.toISOString(), by: actor.id });
    return outcome(price.item, price);
  },
  secondFactor,
);

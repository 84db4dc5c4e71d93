import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { pricesNow } from './decisions.ts';
import { listPlanPrices } from './routes.ts';

export const handler = endpoint(listPlanPrices, async () => {
  const prices = await pricesNow();
  return outcome({
    items: prices.map(({ id, plan, every, price, trialDays }) => ({ id, plan, every, price, trialDays })),
  });
});

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { compared } from './domain/catalogue.ts';
import { catalogueNow } from './index.ts';
import { listMembershipPlans } from './routes.ts';

export const handler = endpoint(listMembershipPlans, async () => {
  const latest = await catalogueNow();
  return outcome({ edition: latest.edition, items: compared(latest) });
});

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { holdings } from './records.ts';
import { listHoldings } from './routes.ts';

export const handler = endpoint(listHoldings, async ({ actor }) =>
  outcome({ items: await holdings.list({ clientId: actor.id }) }),
);

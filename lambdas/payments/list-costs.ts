import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { shownCost } from './domain/cost.ts';
import { costs } from './records.ts';
import { listCosts } from './routes.ts';

export const handler = endpoint(
  listCosts,
  async ({ query }) => outcome({ items: (await costs.list(query)).map(shownCost) }),
  secondFactor,
);

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { entries } from './records.ts';
import { getLedger } from './routes.ts';

export const handler = endpoint(
  getLedger,
  async ({ query }) => outcome({ items: await entries.list(query) }),
  secondFactor,
);

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { platformFinance } from './decisions.ts';
import { getPlatformFinance } from './routes.ts';

export const handler = endpoint(
  getPlatformFinance,
  async ({ query }) => outcome(await platformFinance(query)),
  secondFactor,
);

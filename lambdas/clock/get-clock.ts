import { realNow } from '#shared/clock';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { getClock } from './routes.ts';

export const handler = endpoint(
  getClock,
  async ({ now }) => outcome({ now: now.toISOString(), realNow: realNow().toISOString() }),
  secondFactor,
);

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { coupons } from './records.ts';
import { listCoupons } from './routes.ts';

export const handler = endpoint(
  listCoupons,
  async () => outcome({ items: await coupons.list({ plan: 'premium' }) }),
  secondFactor,
);

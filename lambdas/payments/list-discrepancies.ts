import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { discrepancies } from './records.ts';
import { listDiscrepancies } from './routes.ts';

export const handler = endpoint(
  listDiscrepancies,
  async ({ query, page }) => outcome(await page((range) => discrepancies.page(query, { ...range, reverse: true }))),
  secondFactor,
);

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { cravings } from './records.ts';
import { listCravings } from './routes.ts';

export const handler = endpoint(listCravings, async ({ actor, page }) =>
  outcome(await page((range) => cravings.page({ clientId: actor.id }, { ...range, reverse: true }))),
);

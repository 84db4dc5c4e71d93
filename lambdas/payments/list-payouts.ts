import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { payouts } from './records.ts';
import { listPayouts } from './routes.ts';

export const handler = endpoint(listPayouts, async ({ actor, page }) =>
  outcome(await page((range) => payouts.page({ providerId: actor.id }, { ...range, reverse: true }))),
);

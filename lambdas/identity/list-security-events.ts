import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { securityEvents } from './records.ts';
import { listSecurityEvents } from './routes.ts';

export const handler = endpoint(listSecurityEvents, async ({ actor, page }) =>
  outcome(await page((range) => securityEvents.page({ personId: actor.id }, { ...range, reverse: true }))),
);

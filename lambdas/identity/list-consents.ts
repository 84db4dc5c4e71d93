import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { consents } from './records.ts';
import { listConsents } from './routes.ts';

export const handler = endpoint(listConsents, async ({ actor, page }) =>
  outcome(await page((range) => consents.page({ personId: actor.id }, { ...range, reverse: true }))),
);

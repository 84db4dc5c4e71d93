import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { received } from './records.ts';
import { listDocuments } from './routes.ts';

export const handler = endpoint(listDocuments, async ({ actor, page }) =>
  outcome(await page((range) => received.page({ recipientId: actor.id }, { ...range, reverse: true }))),
);

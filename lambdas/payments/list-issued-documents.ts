import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { documents } from './records.ts';
import { listIssuedDocuments } from './routes.ts';

export const handler = endpoint(listIssuedDocuments, async ({ actor, page }) =>
  outcome(await page((range) => documents.page({ sellerId: actor.id }, { ...range, reverse: true }))),
);

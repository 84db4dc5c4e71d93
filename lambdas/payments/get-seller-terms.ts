import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { sellerOf } from './decisions.ts';
import { agreedWith } from './domain/terms.ts';
import { getSellerTerms } from './routes.ts';

export const handler = endpoint(getSellerTerms, async ({ actor }) =>
  outcome(agreedWith(actor.id, await sellerOf(actor.id))),
);

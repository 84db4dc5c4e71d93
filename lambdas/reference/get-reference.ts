import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { HEADERS, PAGE } from './domain/page.ts';
import { getReference } from './routes.ts';

export const handler = endpoint(getReference, async () =>
  outcome({ contentType: 'text/html; charset=utf-8', content: PAGE, headers: HEADERS }),
);

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { shown } from './domain/consent.ts';
import { consents } from './records.ts';
import { listConsents } from './routes.ts';

export const handler = endpoint(listConsents, async ({ actor, page }) => {
  const { items, next } = await page((range) => consents.page({ personId: actor.id }, { ...range, reverse: true }));
  return outcome({ items: items.map(shown), ...(next !== undefined && { next }) });
});

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { shownWhole } from './decisions.ts';
import { payments } from './records.ts';
import { listPayments } from './routes.ts';

export const handler = endpoint(listPayments, async ({ actor, page }) => {
  const { items, ...more } = await page((range) => payments.page({ payerId: actor.id }, { ...range, reverse: true }));
  return outcome({ items: await Promise.all(items.map(shownWhole)), ...more });
});

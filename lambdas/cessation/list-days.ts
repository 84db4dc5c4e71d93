import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { dayLogs } from './records.ts';
import { listDays } from './routes.ts';

export const handler = endpoint(listDays, async ({ actor, page }) =>
  outcome(await page((range) => dayLogs.page({ clientId: actor.id }, { ...range, reverse: true }))),
);

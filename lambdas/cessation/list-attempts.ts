import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { attempts } from './records.ts';
import { listAttempts } from './routes.ts';

export const handler = endpoint(listAttempts, async ({ actor, page }) =>
  outcome(await page((range) => attempts.page({ clientId: actor.id }, { ...range, reverse: true }))),
);

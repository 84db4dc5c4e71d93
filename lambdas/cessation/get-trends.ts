import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { LOOKED_AT, trendOf } from './domain/trend.ts';
import { dayLogs } from './records.ts';
import { getTrends } from './routes.ts';

export const handler = endpoint(getTrends, async ({ actor }) =>
  outcome(trendOf(await dayLogs.list({ clientId: actor.id }, { reverse: true, limit: LOOKED_AT }))),
);

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { LOOKED_AT, trendOf } from './domain/trend.ts';
import { dayLogs, dayScores } from './records.ts';
import { getTrends } from './routes.ts';

export const handler = endpoint(getTrends, async ({ actor }) => {
  const clientId = actor.id;
  const latest = { reverse: true, limit: LOOKED_AT };
  const [logs, scores] = await Promise.all([dayLogs.list({ clientId }, latest), dayScores.list({ clientId }, latest)]);
  const healthScores = scores.reverse().map(({ clientId: _, ...score }) => score);
  return outcome({ ...trendOf(logs), healthScores });
});

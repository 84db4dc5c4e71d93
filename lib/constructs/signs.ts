import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FIVE_MINUTES } from './alarm.ts';
import type { Ground } from './contract-function.ts';

/** What tells how the platform is. Only the parts that cost nothing to count, and two counts of our own. */
export interface Sign {
  readonly metric: IMetric;
  readonly title: string;
  /** The page of the runbook, what it says, and when it rings: more than so much, so many times five minutes. */
  readonly page: string;
  readonly of?: string;
  readonly says: string;
  readonly above: number;
  readonly times?: number;
}

/** As many as one alarm can add up. */
const AT_MOST = 10;
const OPERATIONS = ['GetItem', 'Query', 'PutItem', 'TransactWriteItems'] as const;

const count = (namespace: string, metricName: string, dimensionsMap: Record<string, string> = {}, statistic = 'Sum') =>
  new Metric({ namespace, metricName, dimensionsMap, statistic, period: FIVE_MINUTES });

const added = (metrics: readonly IMetric[], label: string) => {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const expression = Object.keys(usingMetrics)
    .map((name) => `FILL(${name}, 0)`)
    .join(' + ');
  return new MathExpression({ expression, usingMetrics, period: FIVE_MINUTES, label });
};

export function signs({ api, data, events }: Ground, letterBoxes: readonly string[]): readonly Sign[] {
  const http = (metricName: string, statistic: string) =>
    count('AWS/ApiGateway', metricName, { ApiId: api.http.apiId }, statistic);
  const boxes = Array.from({ length: Math.ceil(letterBoxes.length / AT_MOST) }, (_, nth) =>
    letterBoxes.slice(nth * AT_MOST, (nth + 1) * AT_MOST),
  );
  const tables = [data.items, data.keys].map(({ tableName }) => tableName);
  return [
    {
      page: 'function-errors',
      title: 'Functions that failed',
      says: 'Functions ended in an error that ours did not catch.',
      metric: count('AWS/Lambda', 'Errors'),
      above: 4,
    },
    {
      page: 'function-throttles',
      title: 'Functions turned away',
      says: 'Calls of functions were turned away: too many at once.',
      metric: count('AWS/Lambda', 'Throttles'),
      above: 0,
    },
    ...boxes.map((some, nth) => ({
      page: 'dead-letters',
      ...(nth > 0 && { of: String(nth + 1) }),
      title: 'Dead letters',
      says: 'Something was tried for an hour or more and laid aside.',
      metric: added(
        some.map((QueueName) => count('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName }, 'Maximum')),
        'waiting',
      ),
      above: 0,
    })),
    {
      page: 'stream-age',
      title: 'Age of what the relay reads (ms)',
      says: 'The relay lags behind the table: what follows comes late.',
      metric: count('AWS/Lambda', 'IteratorAge', { FunctionName: events.relay.functionName }, 'Maximum'),
      above: 60_000,
      times: 3,
    },
    {
      page: 'parked',
      title: 'Parked events',
      says: 'An event could not be sent after ten tries and was parked.',
      metric: count('Steady', 'Parked', { module: 'kernel' }),
      above: 0,
    },
    {
      page: 'api-5xx',
      title: 'API: answers 5xx',
      says: 'The API answers that something broke.',
      metric: http('5xx', 'Sum'),
      above: 4,
    },
    {
      page: 'api-latency-p95',
      title: 'API: p95 (ms)',
      says: 'One answer in twenty takes more than a second.',
      metric: http('Latency', Stats.percentile(95)),
      above: 1000,
      times: 3,
    },
    {
      page: 'api-latency-p99',
      title: 'API: p99 (ms)',
      says: 'One answer in a hundred takes more than three seconds.',
      metric: http('Latency', Stats.percentile(99)),
      above: 3000,
      times: 3,
    },
    {
      page: 'table-throttles',
      title: 'Tables: turned away',
      says: 'The tables turn calls away.',
      metric: added(
        tables.flatMap((TableName) =>
          ['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) => count('AWS/DynamoDB', name, { TableName })),
        ),
        'turned away',
      ),
      above: 0,
      times: 2,
    },
    {
      page: 'table-errors',
      title: 'Tables: errors of the service',
      says: 'The table service itself fails.',
      metric: added(
        OPERATIONS.map((Operation) => count('AWS/DynamoDB', 'SystemErrors', { TableName: tables[0]!, Operation })),
        'errors',
      ),
      above: 0,
      times: 2,
    },
    {
      page: 'key-quota',
      title: 'Key service: % of the quota',
      says: 'More than 80 % of the calls that the key service allows.',
      metric: new MathExpression({
        expression: '100 * (calls / PERIOD(calls)) / SERVICE_QUOTA(calls)',
        usingMetrics: {
          calls: new Metric({
            namespace: 'AWS/Usage',
            metricName: 'CallCount',
            dimensionsMap: { Service: 'KMS', Type: 'API', Resource: 'CryptographicOperationsSymmetric', Class: 'None' },
            statistic: 'Sum',
            period: Duration.minutes(1),
          }),
        },
        period: Duration.minutes(1),
        label: '%',
      }),
      above: 80,
      times: 5,
    },
  ];
}

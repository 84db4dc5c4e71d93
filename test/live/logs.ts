import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';

const STACKS = 'steady-local';

/** Every line that the platform has logged, and those of them that say something broke. */
export async function logged(endpoint: string): Promise<{ lines: string[]; errors: string[] }> {
  const client = new CloudWatchLogsClient({ endpoint });
  const said: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
    for (const { logGroupName } of logGroups) {
      if (!logGroupName?.includes(STACKS)) continue;
      for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
        said.push(...events.map(({ message = '' }) => message));
      }
    }
  }
  return { lines: said, errors: said.filter((line) => /\b(ERROR|CRITICAL|FATAL)\b|Task timed out/.test(line)) };
}

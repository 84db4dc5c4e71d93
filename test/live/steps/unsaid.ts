import { deepStrictEqual as same } from 'node:assert/strict';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type AttributeValue,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { standingChanged } from '#lambdas/cessation/events';
import { keptIn } from '../../../bin/docs/kept.ts';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import { ROOT } from '../../../bin/machine/environment.ts';
import { named, stages } from '../../../lib/stages.ts';
import { step } from '../step.ts';
import { PACK_COSTS } from './quit-attempt.ts';

/** The names of the fields that are sealed, of each kind of item. */
export const sealedFields = async (): Promise<ReadonlyMap<string, readonly PropertyKey[]>> =>
  new Map((await keptIn(ROOT)).map(({ name, sealed }) => [name, sealed]));

const isOfSums = (event: string | undefined, entity: string | undefined) =>
  event === standingChanged.name || entity === 'addition' || entity === 'running-totals';

/** Where what is sealed could slip out on its way. */
export const unsaid = ({ endpoint }: Deployed) => [
  step('the stream carries no sealed field, by name or in words', async () => {
    const [records, fields] = await Promise.all([streamed(endpoint), sealedFields()]);
    const named = records.flatMap(({ entity, data }) =>
      Object.keys(data?.M ?? {}).filter((field) => fields.get(entity?.S ?? '')?.includes(field)),
    );
    // How a sum over everybody changes is told openly, and says of nobody whose change it was.
    const [sums, told] = [true, false].map((isSum) =>
      JSON.stringify(records.filter(({ event, entity }) => isSum === isOfSums(event?.S, entity?.S))),
    ) as [string, string];
    same(
      [named, new RegExp(`coffee|"${PACK_COSTS}"`).exec(told)?.[0], /per_/.exec(sums)?.[0]],
      [[], undefined, undefined],
    );
    if (!records.some(({ sealed }) => sealed)) throw new Error('nothing sealed came by');
    return `${records.length} records`;
  }),
  step('no dead letter waits', async () => {
    const sqs = new SQSClient({ endpoint });
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const letters = await Promise.all(
      QueueUrls.map(async (url) => {
        const QueueUrl = url.replace(/^https?:\/\/[^/]+/, endpoint); // it names a host of its own
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 }));
        return Messages.map(({ Body }) => Body);
      }),
    );
    same(letters.flat(), []);
    return `${QueueUrls.length} queues, and none`;
  }),
];

async function streamed(endpoint: string): Promise<Record<string, AttributeValue>[]> {
  const streams = new DynamoDBStreamsClient({ endpoint });
  const TableName = named(stages.local, 'items');
  const { Table } = await new DynamoDBClient({ endpoint }).send(new DescribeTableCommand({ TableName }));
  const StreamArn = Table!.LatestStreamArn!;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const all: Record<string, AttributeValue>[] = [];
  for (const { ShardId } of StreamDescription!.Shards ?? []) {
    const from = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
    let { ShardIterator } = await streams.send(new GetShardIteratorCommand(from));
    for (let found = 1; ShardIterator && found > 0; ) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
      found = page.Records?.length ?? 0;
      all.push(...(page.Records ?? []).map(({ dynamodb }) => dynamodb?.NewImage ?? {}));
      ShardIterator = page.NextShardIterator;
    }
  }
  return all;
}

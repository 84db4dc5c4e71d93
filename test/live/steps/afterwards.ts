import { deepStrictEqual as same } from 'node:assert/strict';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import type { Cast } from '../journey.ts';
import { logged } from '../logs.ts';
import { eventually, step } from '../step.ts';

const STACKS = 'steady-local';

/** What an operator would find once the people have gone. */
export const afterwards = ({ endpoint }: Deployed, cast: Cast) => [
  step('nothing waits in the outbox, and nobody is thought to listen', () =>
    eventually(async () => {
      const items = await everything(endpoint);
      const about = (prefix: string) =>
        items.filter((item) => item['pk'].startsWith(prefix) && JSON.stringify(item).includes(cast.client!.id)).length;
      const left = { outbox: about('OUTBOX#'), sockets: about('SOCKET#') };
      same(left, { outbox: 0, sockets: 0 });
      return left;
    }),
  ),
  step('nothing that was said can be read in the table', async () => {
    const items = await everything(endpoint);
    const own = items.filter(({ pk }) => pk.startsWith(`QUIT#${cast.client!.id}`));
    same([own.length, own.every(({ sealed }) => sealed), JSON.stringify(items).includes('coffee')], [6, true, false]);
    return `a profile, an attempt, its figures, a craving and two days, sealed, among ${items.length} items`;
  }),
  step('no log group of ours holds an ERROR', async () => {
    const { lines, errors } = await logged(endpoint);
    same(errors, []);
    if (lines === 0) throw new Error('no log line at all was found');
    return `${lines} lines, and none`;
  }),
];

async function everything(endpoint: string): Promise<Record<string, any>[]> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint }));
  const all: Record<string, any>[] = [];
  const pages = paginateScan({ client }, { TableName: `${STACKS}-items`, ConsistentRead: true });
  for await (const { Items = [] } of pages) all.push(...Items);
  return all;
}

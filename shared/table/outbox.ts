import { createHash } from 'node:crypto';
import { DeleteCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Raised } from '#shared/events/event';
import { taken } from '#shared/failure';
import { db, tables, type Write } from './client.ts';

/** An event on its way out. */
export interface Waiting {
  readonly pk: string;
  readonly sk: string;
  readonly event: string;
  readonly data: unknown;
  readonly tries?: number;
}

/** Sixteen partitions, each by time: what is left over is sixteen cheap queries, and no partition runs hot. */
export const OUTBOX_SHARDS = 16;
/** Where an event goes that could not be sent: the sweep passes it over, and somebody looks. */
const PARKED = 'OUTBOX#parked';
const TRIES = 10;

const shardOf = (id: string) => createHash('sha256').update(id).digest()[0]! % OUTBOX_SHARDS;

export const outgoing = (id: string, { event, data }: Raised): Write => ({
  refused: taken,
  line: async () => ({
    Put: {
      TableName: tables.items,
      Item: {
        pk: `OUTBOX#${shardOf(id)}`,
        sk: `${new Date().toISOString()}#${id}`,
        entity: 'outbox',
        event,
        data: { id, data },
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }),
});

/** What has waited in a shard since before that moment, a hundred at a time. */
export async function* waitingIn(shard: number, before: string): AsyncGenerator<Waiting[]> {
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await db.send(
      new QueryCommand({
        TableName: tables.items,
        KeyConditionExpression: 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: { ':pk': `OUTBOX#${shard}`, ':before': before },
        Limit: 100,
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    if (page.Items?.length) yield page.Items as Waiting[];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}

const keyOf = ({ pk, sk }: Waiting) => ({ pk, sk });

export const deleteSent = (one: Waiting) => db.send(new DeleteCommand({ TableName: tables.items, Key: keyOf(one) }));

/** One try more; after the last the event is parked. Says whether it was. */
export async function countTry(one: Waiting): Promise<boolean> {
  const [TableName, tries] = [tables.items, (one.tries ?? 0) + 1];
  if (tries < TRIES) {
    await db.send(
      new UpdateCommand({
        TableName,
        Key: keyOf(one),
        UpdateExpression: 'SET tries = :tries',
        ConditionExpression: 'attribute_exists(pk)', // sent meanwhile: there is nothing to count any more
        ExpressionAttributeValues: { ':tries': tries },
      }),
    );
    return false;
  }
  const Item = { ...one, pk: PARKED, tries };
  await db.send(
    new TransactWriteCommand({
      TransactItems: [
        { Delete: { TableName, Key: keyOf(one), ConditionExpression: 'attribute_exists(pk)' } },
        { Put: { TableName, Item } },
      ],
    }),
  );
  return true;
}

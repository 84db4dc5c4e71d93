import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { log } from '#shared/log';
import { db, tables } from '#shared/table/client';
import { OUTBOX_SHARDS } from '#shared/table/commit';
import { minutes } from '#shared/time';
import { send, type Waiting } from './relay.ts';

const RELAY_HAS_HAD_ITS_CHANCE = minutes(1);
const EACH = 100;

/** Sends what the stream lost. */
export async function handler(): Promise<void> {
  const before = new Date(Date.now() - RELAY_HAS_HAD_ITS_CHANCE).toISOString();
  const found = await Promise.all(
    Array.from({ length: OUTBOX_SHARDS }, async (_, shard) => {
      const { Items = [] } = await db.send(
        new QueryCommand({
          TableName: tables.items,
          KeyConditionExpression: 'pk = :pk AND sk < :before',
          ExpressionAttributeValues: { ':pk': `OUTBOX#${shard}`, ':before': before },
          Limit: EACH,
        }),
      );
      return Items as Waiting[];
    }),
  );
  const waiting = found.flat();
  const unsent = await send(waiting);
  log.info('swept', { found: waiting.length, unsent: unsent.size });
}

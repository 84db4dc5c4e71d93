import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Raised } from '#shared/events/event';
import { failure, taken } from '#shared/failure';
import type { Effect } from '#shared/outcome';
import { db, tables, type Write } from './client.ts';

const ATTEMPTS = 5;

export type NewId = (prefix: string) => string;

export const hash = (...parts: readonly unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** Ids nobody guesses, unless they know the seed: then, the same ones in the same order. */
export function idsFrom(seed: string = randomUUID()): NewId {
  let count = 0;
  return (prefix) => `${prefix}_${hash(seed, count++).slice(0, 22)}`;
}

/** All of it or none of it. */
export async function commit(newId: NewId, effects: readonly Effect[]): Promise<void> {
  const writes = effects
    .filter((effect) => effect !== false && effect !== undefined)
    .map((effect) => ('event' in effect ? outgoing(newId('evt'), effect) : effect));
  if (writes.length === 0) return;
  const lines = await Promise.all(writes.map((write) => write.line()));
  for (let attempt = 1; ; attempt += 1) {
    try {
      await db.send(new TransactWriteCommand({ TransactItems: lines }));
      return;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
      const refused = writes[reasons.indexOf('ConditionalCheckFailed')];
      if (refused) throw refused.refused();
      if (!reasons.includes('TransactionConflict') || attempt === ATTEMPTS) throw error;
      await setTimeout(attempt * 20 * Math.random()); // another transaction holds the item: soon we know what it left
    }
  }
}

/** Sixteen partitions, each by time: what is left over is sixteen cheap queries, and no partition runs hot. */
export const OUTBOX_SHARDS = 16;
const outboxPlace = (id: string, at: Date) => ({
  pk: `OUTBOX#${Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 2), 16) % OUTBOX_SHARDS}`,
  sk: `${at.toISOString()}#${id}`,
});

const outgoing = (id: string, { event, data }: Raised): Write => ({
  refused: taken,
  line: async () => ({
    Put: {
      TableName: tables.items,
      Item: { ...outboxPlace(id, new Date()), entity: 'outbox', event, data: { id, data } },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }),
});

/** A mark, left in the same transaction, that something has been done: whoever comes again finds it. */
export const repeated = failure('repeated', 409, 'It is being done already');

export async function findMark(pk: string): Promise<Record<string, unknown> | undefined> {
  const { Item } = await db.send(
    new GetCommand({ TableName: tables.items, Key: { pk, sk: 'MARK#' }, ConsistentRead: true }),
  );
  return Item && Item['expires'] > seconds() ? Item : undefined; // what has expired may lie there for days
}

export const leaveMark = (pk: string, lasts: number, content: () => Promise<object> = async () => ({})): Write => ({
  refused: repeated,
  line: async () => ({
    Put: {
      TableName: tables.items,
      Item: { ...(await content()), pk, sk: 'MARK#', entity: 'mark', expires: seconds() + lasts / 1000 },
      ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now',
      ExpressionAttributeValues: { ':now': seconds() },
    },
  }),
});

const seconds = () => Math.floor(Date.now() / 1000);

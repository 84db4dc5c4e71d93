import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { stale } from '#shared/failure';
import { db, tables } from './client.ts';

/** How the platform's clock stands, where it can be moved. */
export interface Clock {
  /** By so many milliseconds it is ahead of the real one. Never less than before. */
  readonly ahead: number;
  /** Up to this moment of it all schedules have been called. */
  readonly called: string;
  /** The moment that was asked for last. */
  readonly asked?: string;
  readonly version: number;
}

const place = { pk: 'CLOCK#', sk: 'CLOCK#' };

/** Undefined where it was never moved. */
export async function readClock(): Promise<Clock | undefined> {
  const { Item } = await db.send(new GetCommand({ TableName: tables.items, Key: place, ConsistentRead: true }));
  return Item as Clock | undefined;
}

/** As it stands from now on. Of two who move it at once, one is told. */
export async function writeClock(clock: Omit<Clock, 'version'>, before: number): Promise<Clock> {
  const after = { ...clock, version: before + 1 };
  try {
    await db.send(
      new PutCommand({
        TableName: tables.items,
        Item: { ...place, entity: 'clock', ...after },
        ConditionExpression: 'attribute_not_exists(pk) OR version = :before',
        ExpressionAttributeValues: { ':before': before },
      }),
    );
    return after;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw stale();
    throw error;
  }
}

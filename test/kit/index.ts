import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { Event } from '#shared/events/event';
import { db, tables, type Write } from '#shared/table/client';
import { commit, idsFrom } from '#shared/table/commit';
import { eraseKey, forgetKeys } from '#shared/table/seal';
import { type Row, rows } from './tables.ts';

export { call, client, coach, deliver } from './call.ts';
export { stoppedAnywhere } from './stopped.ts';

/** One transaction, as a use case would make it. */
export const given = (...writes: Write[]) => commit(idsFrom(), writes);

/** What waits to be sent. */
export async function raised<S extends z.ZodObject>({ name }: Event<S>): Promise<z.output<S>[]> {
  const waiting = (await rows()).filter((row) => row['entity'] === 'outbox' && row['event'] === name);
  return waiting.map((row) => row['data'].data);
}

/** The item as it lies in the table. */
export async function raw<Key>(entity: { place(key: Key): Row }, key: Key): Promise<Row | undefined> {
  return (await db.send(new GetCommand({ TableName: tables.items, Key: entity.place(key) }))).Item;
}

/** Erases the person, on a machine that has their key no longer in memory. */
export async function erase(person: string): Promise<void> {
  await eraseKey(person, new Date());
  forgetKeys();
}

import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { Event } from '#shared/events/event';
import type { Role } from '#shared/http/route';
import { db, tables, type Write } from '#shared/table/client';
import { commit, idsFrom } from '#shared/table/commit';
import { type Grant, grants } from '#shared/table/grants';
import { eraseKey, forgetKeys } from '#shared/table/seal';
import { type Row, rows } from './tables.ts';

export { kept, openBucket } from './bucket.ts';
export { admin, atSocket, type Call, call, client, coach, deliver, person, type Token, tick, work } from './call.ts';
export { movedClock } from './clock.ts';
export { openQueue, sent } from './queues.ts';
export { stoppedAnywhere, stopping } from './stopped.ts';

/** One transaction, as a use case would make it. */
export const given = (...writes: Write[]) => commit(idsFrom(), writes);

/** Somebody who signed up long ago, and what they were granted. */
export const enrolled = (
  personId: string,
  {
    roles = [],
    ...more
  }: { roles?: readonly Role[] } & Partial<Record<'consents' | 'entitlements' | 'staffOf', readonly string[]>> = {},
) => {
  const since = '2025-01-01T00:00:00.000Z';
  const facts: readonly (readonly [Grant['kind'], string])[] = [
    ['account', ''],
    ...roles.map((name) => ['role', name] as const),
    ...(more.consents ?? []).map((name) => ['consent', name] as const),
    ...(more.staffOf ?? []).map((name) => ['staff', name] as const),
    ...(more.entitlements ?? []).map((name) => ['entitlement', name] as const),
  ];
  return given(...facts.map(([kind, name]) => grants.add({ personId, kind, name, since })));
};

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

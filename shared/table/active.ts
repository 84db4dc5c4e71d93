import { createHash } from 'node:crypto';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { taken } from '#shared/failure';
import { days } from '#shared/time';
import { db, seconds, tables, type Write } from './client.ts';

/* Who was active on which day (UTC): one marker a person and day, in the first commit of that day. Counted by query. */

const SHARDS = 16;
const KEPT = days(400);

/** A machine remembers whom it has marked today, so that a busy day costs one marker and not hundreds. */
let today = '';
const marked = new Set<string>();
export const forgetMarked = () => marked.clear();

export interface Active {
  readonly person: string;
  /** The day on which they signed up. */
  readonly since: string;
}

/** The marker for today, unless this machine has left it already. Written again it is the same. */
export function activeToday({ person, since }: Active, now: Date): (Write & { done(): void }) | undefined {
  const day = now.toISOString().slice(0, 10);
  if (day !== today) {
    today = day;
    marked.clear();
  }
  if (marked.has(person)) return undefined;
  const Item = {
    pk: `ACTIVE#${day}#${createHash('sha256').update(person).digest()[0]! % SHARDS}`,
    sk: `PERSON#${person}#`,
    entity: 'active',
    person,
    since,
    expires: seconds(Date.parse(day) + KEPT),
  };
  return {
    refused: taken,
    line: async () => ({ Put: { TableName: tables.items, Item } }),
    done: () => void marked.add(person),
  };
}

/** Everybody who was active on that day (UTC). */
export async function activeOn(day: string): Promise<Active[]> {
  const shards = Array.from({ length: SHARDS }, async (_, shard) => {
    const found: Active[] = [];
    const pages = paginateQuery(
      { client: db },
      {
        TableName: tables.items,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `ACTIVE#${day}#${shard}` },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) found.push(...(Items as Active[]));
    return found;
  });
  return (await Promise.all(shards)).flat();
}

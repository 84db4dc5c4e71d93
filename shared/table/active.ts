import { createHash } from 'node:crypto';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { taken } from '#shared/failure';
import { days } from '#shared/time';
import { db, seconds, tables, type Write } from './client.ts';

/* Who was active on which day (UTC): one marker a person and day, in the first commit of that day, the sign-up among
 * them. Counted by query. Everybody has one shard for good: what is counted in each adds up. Few are enough, since a
 * person is marked once a day, and a night reads them all. A marker's key begins with the day on which they signed up:
 * those of one day are found without the others. */

export const SHARDS = [0, 1, 2, 3];
const KEPT = days(400);

/** A machine remembers whom it has marked today, so that a busy day costs one marker and not hundreds. */
let today = '';
const marked = new Set<string>();

export interface Active {
  readonly person: string;
  /** The day on which they signed up. */
  readonly since: string;
}

const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

/** The marker for today, unless this machine has left it already. Written again it is the same. */
export function activeToday({ person, since }: Active, now: Date): (Write & { done(): void }) | undefined {
  const day = dayOf(now);
  if (day !== today) {
    today = day;
    marked.clear();
  }
  if (marked.has(person)) return undefined;
  const Item = {
    pk: `ACTIVE#${day}#${createHash('sha256').update(person).digest()[0]! % SHARDS.length}`,
    sk: `SINCE#${since}#${person}#`,
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

/** Who of a shard was active on that day (UTC): all, or those who signed up on one day. */
export async function activeIn(shard: number, day: string, since = ''): Promise<Active[]> {
  const found: Active[] = [];
  const pages = paginateQuery(
    { client: db },
    {
      TableName: tables.items,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :since)',
      ExpressionAttributeValues: { ':pk': `ACTIVE#${day}#${shard}`, ':since': `SINCE#${since}` },
      ProjectionExpression: 'person, since',
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) found.push(...(Items as Active[]));
  return found;
}

/** Everybody who was active on that day (UTC), or those of them who signed up on one day. */
export async function activeOn(day: string, since?: string): Promise<Active[]> {
  return (await Promise.all(SHARDS.map((shard) => activeIn(shard, day, since)))).flat();
}

let counting: { minute: string; found: Promise<Active[]> } | undefined;

/** Everybody who was active today so far: asked once a minute by one machine, and kept in its memory meanwhile. Two
 *  machines may tell different answers, and none is older than a minute. */
export function activeSoFar(now: Date): Promise<Active[]> {
  const minute = now.toISOString().slice(0, 16);
  if (counting?.minute === minute) return counting.found;
  const found = activeOn(dayOf(now));
  const asked = { minute, found };
  counting = asked;
  found.catch(() => {
    if (counting === asked) counting = undefined;
  });
  return found;
}

export function forgetActive(): void {
  marked.clear();
  counting = undefined;
}

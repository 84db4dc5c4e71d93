import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { db, tables } from '#shared/table/client';
import { countOf, rowsOf, withCopy } from './copy.ts';
import { entitiesByName, type Kind } from './entities.ts';
import { breachesOf, isOf } from './laws.ts';

export interface Seen {
  readonly items: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** What is not as it must be, and how often. */
  readonly breaches: Readonly<Record<string, number>>;
  /** Erasures that were run again, and the items that went with them. */
  readonly erasures: number;
  readonly erasedItems: number;
}

/** Restores a copy of the items and looks at it. The personal keys stay where they are: there is no copy of them. */
export async function drill(say: (line: string) => void): Promise<Seen> {
  const copy = `${tables.items}-drill-${Date.now()}`;
  const before = await countOf(tables.items);
  say(`${tables.items}: ${before} items; backing up, and restoring into ${copy}`);
  return withCopy(tables.items, copy, async () => {
    const after = await countOf(tables.items);
    const seen = await lookAt(copy);
    const [least, most] = [Math.min(before, after), Math.max(before, after)];
    if (seen.items >= least && seen.items <= most) return seen;
    return {
      ...seen,
      breaches: {
        ...seen.breaches,
        [`the copy has ${seen.items} items, not ${least === most ? least : `${least} to ${most}`}`]: 1,
      },
    };
  });
}

/** Looks at every row of a restored table, and runs the erasures on it again. */
export async function lookAt(table: string): Promise<Seen> {
  const [kinds, erased] = [await entitiesByName(), await erasedPeople()];
  const counted: Record<string, number> = {};
  const breaches: Record<string, number> = {};
  let [items, erasedItems] = [0, 0];
  for await (const row of rowsOf(table)) {
    items += 1;
    counted[row['entity']] = (counted[row['entity']] ?? 0) + 1;
    for (const breach of await breachesOf(row, kinds, erased)) breaches[breach] = (breaches[breach] ?? 0) + 1;
    if (!isOf(row, kinds, erased)) continue;
    await db.send(new DeleteCommand({ TableName: table, Key: { pk: row['pk'], sk: row['sk'] } }));
    erasedItems += 1;
  }
  const left = await leftOf(table, kinds, erased);
  if (left > 0) breaches['of somebody erased there is still something'] = left;
  return { items, kinds: counted, breaches, erasures: erased.size, erasedItems };
}

/** Whose key is a tombstone. */
async function erasedPeople(): Promise<ReadonlySet<string>> {
  const people = new Set<string>();
  for await (const { person, wrapped } of rowsOf(tables.keys)) if (wrapped === undefined) people.add(person);
  return people;
}

async function leftOf(table: string, kinds: ReadonlyMap<string, Kind>, erased: ReadonlySet<string>): Promise<number> {
  let left = 0;
  for await (const row of rowsOf(table)) if (isOf(row, kinds, erased)) left += 1;
  return left;
}

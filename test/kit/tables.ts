import { BatchWriteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { forgetSettings } from '#shared/gateways/settings';
import { forgetActive } from '#shared/table/active';
import { db, tables } from '#shared/table/client';
import { forgetKeys } from '#shared/table/seal';

export type Row = Record<string, any>;

export async function rows(table = tables.items): Promise<Row[]> {
  const all: Row[] = [];
  const pages = paginateScan({ client: db }, { TableName: table, ConsistentRead: true });
  for await (const { Items = [] } of pages) all.push(...Items);
  return all.sort((one, other) => `${one['pk']}${one['sk']}`.localeCompare(`${other['pk']}${other['sk']}`));
}

/** As it was, or empty; and nothing known any more of what was there. */
export async function restore(items: Row[] = [], keys: Row[] = []): Promise<void> {
  forgetKeys();
  forgetSettings();
  forgetActive();
  await Promise.all([refill(tables.items, items, ['pk', 'sk']), refill(tables.keys, keys, ['person'])]);
}

async function refill(table: string, wanted: Row[], keys: string[]): Promise<void> {
  const keyOf = (row: Row) => Object.fromEntries(keys.map((key) => [key, row[key]]));
  await write(
    table,
    (await rows(table)).map((row) => ({ DeleteRequest: { Key: keyOf(row) } })),
  );
  await write(
    table,
    wanted.map((Item) => ({ PutRequest: { Item } })),
  );
}

async function write(table: string, requests: Row[]): Promise<void> {
  for (let at = 0; at < requests.length; at += 25) {
    await db.send(new BatchWriteCommand({ RequestItems: { [table]: requests.slice(at, at + 25) } }));
  }
}

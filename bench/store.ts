import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { db, tables, type Write } from '#shared/table/client';
import { grants } from '#shared/table/grants';

type Row = Readonly<Record<string, unknown>>;

/** As many as BatchWriteItem takes. */
const BATCH = 25;
const AT_ONCE = 4;

/** Rows of the table as they stand, many at a time: nothing of theirs is checked. */
export async function storeRows(rows: readonly Row[], table = tables.items): Promise<void> {
  const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) =>
    rows.slice(index * BATCH, (index + 1) * BATCH).map((Item) => ({ PutRequest: { Item } })),
  );
  const worker = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift())
      await db.send(new BatchWriteCommand({ RequestItems: { [table]: batch } }));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** As the kernel would write them, sealing and all. */
export async function rowsOf(writes: readonly Write[]): Promise<Row[]> {
  const lines = await Promise.all(writes.map((write) => write.line()));
  return lines.map(({ Put }) => Put!.Item!);
}

/** Signed up, and agreed that we keep health data. */
export const enrolment = (personId: string, since: string): Write[] => [
  grants.add({ personId, kind: 'account', name: '', since }),
  grants.add({ personId, kind: 'consent', name: 'health-data/2026-01', since }),
];

import { setTimeout } from 'node:timers/promises';
import {
  CreateBackupCommand,
  DeleteBackupCommand,
  DeleteTableCommand,
  DescribeBackupCommand,
  DescribeTableCommand,
  RestoreTableFromBackupCommand,
} from '@aws-sdk/client-dynamodb';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { db } from '#shared/table/client';
import type { Row } from './laws.ts';

/** A backup is ready in seconds, a restore in a quarter of an hour, and on the local AWS both at once. */
async function until(done: () => Promise<boolean>): Promise<void> {
  for (let wait = 100; !(await done()); wait = Math.min(wait * 2, 15_000)) await setTimeout(wait);
}

/** Copies a table by way of a backup, hands the copy over, and leaves nothing behind. */
export async function withCopy<T>(table: string, copy: string, look: () => Promise<T>): Promise<T> {
  const { BackupDetails } = await db.send(new CreateBackupCommand({ TableName: table, BackupName: copy }));
  const BackupArn = BackupDetails!.BackupArn!;
  let made = false;
  try {
    await until(async () => {
      const { BackupDescription } = await db.send(new DescribeBackupCommand({ BackupArn }));
      return BackupDescription?.BackupDetails?.BackupStatus === 'AVAILABLE';
    });
    await db.send(new RestoreTableFromBackupCommand({ BackupArn, TargetTableName: copy }));
    made = true;
    await until(async () => {
      const { Table } = await db.send(new DescribeTableCommand({ TableName: copy }));
      return Table?.TableStatus === 'ACTIVE';
    });
    return await look();
  } finally {
    if (made) await db.send(new DeleteTableCommand({ TableName: copy }));
    await db.send(new DeleteBackupCommand({ BackupArn }));
  }
}

export async function* rowsOf(table: string): AsyncGenerator<Row> {
  const pages = paginateScan({ client: db }, { TableName: table, ConsistentRead: true });
  for await (const { Items = [] } of pages) yield* Items;
}

export async function countOf(table: string): Promise<number> {
  let count = 0;
  const pages = paginateScan({ client: db }, { TableName: table, ConsistentRead: true, Select: 'COUNT' });
  for await (const { Count = 0 } of pages) count += Count;
  return count;
}

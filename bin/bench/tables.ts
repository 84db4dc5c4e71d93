import { randomUUID } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Settings } from '../machine/environment.ts';
import { newTable } from '../machine/table.ts';

/** Lets something happen with tables and a key of its own: they are named in the settings that it is given. */
export async function withTables<T>(endpoint: string, act: (settings: Settings) => Promise<T>): Promise<T> {
  const name = randomUUID().slice(0, 8);
  const [TABLE, KEYS_TABLE] = [`bench-${name}`, `bench-keys-${name}`];
  const db = new DynamoDBClient({ endpoint });
  await Promise.all([newTable(TABLE, 'pk', 'sk'), newTable(KEYS_TABLE, 'person')].map((table) => db.send(table)));
  try {
    const { KeyMetadata } = await new KMSClient({ endpoint }).send(new CreateKeyCommand({}));
    return await act({ AWS_ENDPOINT_URL: endpoint, TABLE, KEYS_TABLE, KMS_KEY: KeyMetadata!.KeyId! });
  } finally {
    await Promise.all([TABLE, KEYS_TABLE].map((TableName) => db.send(new DeleteTableCommand({ TableName }))));
  }
}

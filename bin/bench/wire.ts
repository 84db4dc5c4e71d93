import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { personOf } from '../../bench/people.ts';
import { newTable } from '../machine/table.ts';
import type { Bundles } from './bundles.ts';
import { environment } from './environment.ts';
import { median, type Row, row } from './rows.ts';
import { run } from './run.ts';
import { alternate } from './warm.ts';

const name = randomUUID().slice(0, 8);
const SEED = fileURLToPath(new URL('../../bench/seed.ts', import.meta.url));
/** Of each handler; few calls a person, for here a query costs more the larger its partition. */
const PEOPLE = 60;

/** The whole use case, sealing and all, against tables and a key of its own. */
export async function wire({ ours, bare }: Bundles, endpoint: string): Promise<Row[]> {
  const aws = { ...environment, AWS_ENDPOINT_URL: endpoint, TABLE: `bench-${name}`, KEYS_TABLE: `bench-keys-${name}` };
  const db = new DynamoDBClient({ endpoint });
  await db.send(newTable(aws.TABLE, 'pk', 'sk'));
  await db.send(newTable(aws.KEYS_TABLE, 'person'));
  try {
    const { KeyMetadata } = await new KMSClient({ endpoint }).send(new CreateKeyCommand({}));
    const env = { ...aws, KMS_KEY: KeyMetadata!.KeyId };
    const everybody = Array.from({ length: PEOPLE }, (_, index) => [
      personOf('ours', index),
      personOf('bare', index),
    ]).flat();
    await run(process.execPath, [SEED, ...everybody], env);
    const times = await alternate(
      { handlers: { ours, bare }, people: PEOPLE, rounds: 60, calls: 5, unmeasured: 12 },
      env,
    );
    const { ours: these = [], bare: those = [] } = times;
    return [row('the whole use case on the wire over bare, at the median', median(these) / median(those), '×')];
  } finally {
    await Promise.all([aws.TABLE, aws.KEYS_TABLE].map((TableName) => db.send(new DeleteTableCommand({ TableName }))));
  }
}

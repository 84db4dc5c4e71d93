import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { db } from '#shared/table/client';
import { restore } from './tables.ts';

const file = randomUUID().slice(0, 8);
process.env['TABLE'] = `items-${file}`;
process.env['KEYS_TABLE'] = `keys-${file}`;

const create = (name: string, ...keys: [string, ...string[]]) =>
  db.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((key) => ({ AttributeName: key, AttributeType: 'S' })),
      KeySchema: keys.map((key, index) => ({ AttributeName: key, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
    }),
  );

beforeAll(async () => {
  await Promise.all([create(`items-${file}`, 'pk', 'sk'), create(`keys-${file}`, 'person')]);
});
beforeEach(() => restore());
afterAll(async () => {
  await Promise.all(
    [`items-${file}`, `keys-${file}`].map((TableName) => db.send(new DeleteTableCommand({ TableName }))),
  );
});

import { randomUUID } from 'node:crypto';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { db } from '#shared/table/client';
import { newTable } from '../../bin/machine/table.ts';
import { restore } from './tables.ts';

const file = randomUUID().slice(0, 8);
process.env['TABLE'] = `items-${file}`;
process.env['KEYS_TABLE'] = `keys-${file}`;

beforeAll(async () => {
  await Promise.all(
    [newTable(`items-${file}`, 'pk', 'sk'), newTable(`keys-${file}`, 'person')].map((table) => db.send(table)),
  );
});
beforeEach(() => restore());
afterAll(async () => {
  await Promise.all(
    [`items-${file}`, `keys-${file}`].map((TableName) => db.send(new DeleteTableCommand({ TableName }))),
  );
});

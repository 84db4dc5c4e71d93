import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ListBackupsCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { attempts, cravings } from '#lambdas/cessation/records';
import { db, tables } from '#shared/table/client';
import { leaveMark } from '#shared/table/mark';
import { drill } from '../../bin/drill/drill.ts';
import { erase, given } from '../kit/index.ts';

const attempt = (clientId: string) =>
  ({
    id: 'att_1',
    clientId,
    startedAt: '2025-12-20T00:00:00.000Z',
    quitDate: '2026-01-02',
    zone: 'Asia/Almaty',
    method: 'abrupt',
    status: 'running',
  }) as const;
const craving = {
  id: 'crv_1',
  clientId: 'cli_1',
  at: '2026-01-02T09:00:00.000Z',
  trigger: 'coffee',
  intensity: 7,
  smoked: true,
} as const;

const silent = () => {};
const stored = async () =>
  (await db.send(new GetCommand({ TableName: tables.items, Key: cravings.place(craving) }))).Item!;
const put = (Item: object) =>
  db.send(new PutCommand({ TableName: tables.items, Item: Item as Record<string, unknown> }));

beforeEach(() =>
  given(
    attempts.add(attempt('cli_1')),
    attempts.add(attempt('cli_2')),
    cravings.add(craving),
    leaveMark('HEARD#x', 1000),
  ),
);

afterEach(async () => {
  const { TableNames = [] } = await db.send(new ListTablesCommand({ Limit: 100 }));
  const { BackupSummaries = [] } = await db.send(new ListBackupsCommand({ TableName: tables.items }));
  const left = [...TableNames, ...BackupSummaries.map(({ BackupName }) => BackupName!)];
  expect(left.filter((name) => name.startsWith(`${tables.items}-drill`))).toEqual([]);
});

it('brings everything back, and it opens', async () => {
  expect(await drill(silent)).toEqual({
    items: 4,
    kinds: { attempt: 2, craving: 1, mark: 1 },
    breaches: {},
    erasures: 0,
    erasedItems: 0,
  });
});

it('runs the erasures again: what comes back of somebody erased goes', async () => {
  await erase('cli_1');
  expect(await drill(silent)).toMatchObject({ items: 4, breaches: {}, erasures: 1, erasedItems: 2 });
});

it.each<[string, (row: Record<string, any>) => object]>([
  ['has no keys or entity', ({ entity: _, ...row }) => row],
  ['is of an unknown kind, riddle', (row) => ({ ...row, entity: 'riddle' })],
  ['mark lies under QUIT', (row) => ({ ...row, entity: 'mark' })],
  ['craving has no version', ({ version: _, ...row }) => row],
  ['craving lies where its fields do not say', (row) => ({ ...row, data: { ...row['data'], id: 'crv_2' } })],
  ['craving has what is sealed in the open', (row) => ({ ...row, data: { ...row['data'], trigger: 'coffee' } })],
  [
    'craving was sealed for another place, or changed',
    (row) => ({ ...row, sealed: Buffer.from(row['sealed']).fill(0, 40, 41) }),
  ],
  ['craving has no key that opens it', (row) => ({ ...row, sealed: Buffer.from(row['sealed']).fill(0, 0, 8) })],
  ['craving does not fit its schema', ({ data: { at: _, ...data }, ...row }) => ({ ...row, data })],
  ['craving is not laid out as an item', ({ sealed: _, ...row }) => row],
])('finds an item that %s', async (breach, spoil) => {
  await put(spoil(await stored()));
  expect((await drill(silent)).breaches).toHaveProperty([breach], 1);
});

it('misses what did not come back', async () => {
  const lose = (next: (args: any) => Promise<any>) => async (args: any) => {
    const answer = await next(args);
    const copy: string = args.input.TableName ?? '';
    if (answer.output.Table?.TableStatus === 'ACTIVE' && copy.includes('-drill-'))
      await db.send(new DeleteCommand({ TableName: copy, Key: cravings.place(craving) }));
    return answer;
  };
  db.middlewareStack.add(lose, { step: 'initialize', name: 'lose' });
  const { breaches } = await drill(silent).finally(() => db.middlewareStack.remove('lose'));
  expect(breaches).toEqual({ 'the copy has 3 items, not 4': 1 });
});

it('ends with 1 when something is not as it must be, with 0 when all is, and tells nothing of anybody', async () => {
  const { AWS_ENDPOINT_URL: endpoint } = process.env;
  const run = () =>
    promisify(execFile)('node', [
      'bin/drill.ts',
      '--endpoint',
      endpoint!,
      '--items',
      tables.items,
      '--keys',
      tables.keys,
    ]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }) => ({ code: code as number, stdout: stdout as string }),
    );
  const good = await run();
  expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining('The laws hold') });
  const { version: _, ...row } = await stored();
  await put(row);
  const bad = await run();
  expect(bad).toMatchObject({ code: 1, stdout: expect.stringContaining('BREACH 1×: craving has no version') });
  expect(good.stdout + bad.stdout).not.toMatch(/cli_1|coffee|crv_1/);
});

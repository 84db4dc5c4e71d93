import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as issue } from '#lambdas/payments/every-five-minutes-issue';
import { db, tables } from '#shared/table/client';
import { checked } from '../../bin/check/ledger.ts';
import { tick } from '../kit/index.ts';
import { type Row, rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { happens, settle } from './stripe.ts';

const run = promisify(execFile);
const check = async () =>
  run('node', ['bin/check.ts', '--table', tables.items, '--endpoint', process.env['AWS_ENDPOINT_URL']!]).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }) => ({ code: Number(code), stdout: String(stdout) }),
  );

beforeEach(async () => {
  await act.everybody();
  const [one, other] = [await act.paid(), await act.paid()];
  await settle();
  await act.giveBack(one, { amountMinor: 3_333 });
  await settle();
  await happens(`payments/${await act.refOf(other)}/dispute`);
  await tick(issue, '2026-01-01T00:05:00Z');
});
afterEach(() => void vi.useRealTimers());

describe('the check', () => {
  it('finds nothing in books that are right, and shows what lies where', async () => {
    const { code, stdout } = await check();
    expect(stdout).toContain('sum to zero');
    expect(stdout).toMatch(/-\d+ {2}provider-payable of coa_1, USD/);
    expect(code).toBe(0);
  });

  const first = (all: Row[], entity: string) => all.find((row) => row['entity'] === entity)!;
  it.each<[string, (all: Row[]) => { put?: Row; drop?: Row }, RegExp]>([
    [
      'an amount that changed',
      (all) => ({ put: changed(first(all, 'ledger-line'), { amountMinor: 1 }) }),
      /line missing/,
    ],
    ['a line that went', (all) => ({ drop: first(all, 'ledger-line') }), /line missing/],
    ['an entry that went', (all) => ({ drop: first(all, 'ledger-entry') }), /entry missing/],
    [
      'a payment that says otherwise',
      (all) => ({ put: changed(first(all, 'payment'), { feeMinor: 1 }) }),
      /entry missing/,
    ],
    ['sessions out of nothing', (all) => ({ put: changed(first(all, 'holding'), { left: 9 }) }), /9 sessions left/],
    ['a number left out', (all) => ({ put: changed(first(all, 'document'), { number: 9 }) }), /9 where \d should be/],
    ['an invoice that went', (all) => ({ drop: first(all, 'document') }), /document missing/],
  ])('sees %s', async (_, wrong, says) => {
    const { put, drop } = wrong(await rows());
    if (put) await db.send(new PutCommand({ TableName: tables.items, Item: put }));
    if (drop) await db.send(new DeleteCommand({ TableName: tables.items, Key: { pk: drop['pk'], sk: drop['sk'] } }));
    expect(checked(await rows()).differences.join('\n')).toMatch(says);
  });

  it('ends in 1 when something differs', async () => {
    const line = first(await rows(), 'ledger-line');
    await db.send(new DeleteCommand({ TableName: tables.items, Key: { pk: line['pk'], sk: line['sk'] } }));
    expect(await check()).toMatchObject({ code: 1, stdout: expect.stringContaining('DIFFERS: line missing') });
  });
});

const changed = (row: Row, data: object): Row => ({ ...row, data: { ...row['data'], ...data } });

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { documentIssued } from '#lambdas/payments/events';
import { handler as issue } from '#lambdas/payments/every-five-minutes-issue';
import { handler as mine } from '#lambdas/payments/list-documents';
import { handler as issued } from '#lambdas/payments/list-issued-documents';
import { documents, dueDocuments, sellers } from '#lambdas/payments/records';
import { call, coach, given, raised, tick } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { settle } from './stripe.ts';

const AT = '2026-01-01T00:00:00.000Z';
beforeEach(async () => {
  await act.everybody();
  await given(sellers.add({ shard: '1', providerId: 'coa_1', since: AT, payoutsEnabled: false, taxBps: 1200 }));
});
afterEach(() => void vi.useRealTimers());

const numbers = async (sellerId: string, kind: string) =>
  (await documents.list({ sellerId })).filter((one) => one.kind === kind).map(({ number }) => number);
const paid = async () => {
  const id = await act.paid();
  await settle();
  return id;
};

it('gives the payer an invoice and the provider theirs for the commission, each seller in an order without gaps', async () => {
  const [first] = [await paid(), await paid(), await paid()];
  await act.giveBack(first, { amountMinor: 5_000 });
  await settle();
  await Promise.all([tick(issue, '2026-01-01T00:05:00Z'), tick(issue, '2026-01-01T00:06:00Z')]);
  await tick(issue, '2026-01-01T00:10:00Z');
  expect([await numbers('coa_1', 'invoice'), await numbers('coa_1', 'credit-note')]).toEqual([[1, 2, 3], [1]]);
  expect([await numbers('platform', 'invoice'), await numbers('platform', 'credit-note')]).toEqual([[1, 2, 3], [1]]);
  expect((await rows()).filter(({ entity }) => entity === dueDocuments.name)).toEqual([]);

  const { items } = (await call(mine, { as: act.as })).body;
  expect(items).toHaveLength(4);
  expect(items.find(({ kind }) => kind === 'credit-note')).toMatchObject({
    gross: { amountMinor: 5_000 },
    taxBps: 1200,
    taxMinor: 536,
    recipientId: 'cli_1',
  });
  expect((await call(issued, { as: coach('coa_1') })).body.items).toHaveLength(4);
  expect(await raised(documentIssued)).toHaveLength(8);

  await paid();
  await tick(issue, '2026-01-01T00:15:00Z');
  expect(await numbers('coa_1', 'invoice')).toEqual([1, 2, 3, 4]);
});

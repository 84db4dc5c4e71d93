import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shardOf } from '#lambdas/payments/domain/shards';
import { handler as askTills } from '#lambdas/payments/every-night-ask-tills';
import { discrepancies, sellers } from '#lambdas/payments/records';
import { dayIn } from '#shared/time';
import { given, stoppedAnywhere, tick } from '../kit/index.ts';
import * as act from './acts.ts';
import { kaspi, till } from './kaspi.ts';
import { elsewhere, settle } from './stripe.ts';

const NOW = Date.now();
const night = (days = 1) => {
  elsewhere();
  return tick(askTills, new Date(NOW + days * 86_400_000).toISOString());
};
const found = async () =>
  (await discrepancies.list({ gateway: 'kaspi' })).map(({ oursMinor, theirsMinor }) => [oursMinor, theirsMinor]);

beforeEach(async () => {
  await act.everybody();
  const since = new Date(NOW).toISOString();
  await given(sellers.add({ shard: shardOf('coa_1'), providerId: 'coa_1', since, payoutsEnabled: false }));
});
afterEach(() => void vi.useRealTimers());

async function sold() {
  const on = await kaspi();
  const id = await on.paid();
  await act.confirmed(id);
  await settle();
  return { ...on, id };
}

it('finds what was given back at the till by hand, each time once, wherever it is stopped', async () => {
  const { id, giveBackByHand } = await sold();
  await night();
  expect(await found()).toEqual([]);
  await giveBackByHand(id, 100);
  await stoppedAnywhere(askTills, { at: new Date(NOW + 2 * 86_400_000).toISOString() });
  await night(3);
  expect(await discrepancies.list({ gateway: 'kaspi' })).toMatchObject([
    { about: `${id} given back`, what: 'amount-differs', oursMinor: 0, theirsMinor: 10_000, currency: 'KZT' },
  ]);
  expect((await discrepancies.list({ gateway: 'kaspi' }))[0]!.day).toBe(dayIn('UTC', new Date(NOW)));
  await giveBackByHand(id, 50);
  await night(4);
  expect((await found()).sort()).toEqual([
    [0, 10_000],
    [0, 15_000],
  ]);
});

it('finds nothing in what was asked for here', async () => {
  const { id } = await sold();
  await act.giveBack(id, { amountMinor: 10_000 });
  await settle();
  await night();
  expect(await found()).toEqual([]);
});

it('nor while it is on its way', async () => {
  const { id, lose } = await sold();
  await lose('POST payment/return');
  await act.giveBack(id, { amountMinor: 10_000 });
  await expect(settle()).rejects.toThrow('no_answer'); // Kaspi has done it, and we do not know
  await night();
  expect(await found()).toEqual([]);
});

it('asks no other till than it was paid at, and for no more than two weeks', async () => {
  const { id, giveBackByHand } = await sold();
  await giveBackByHand(id, 100);
  await till({ deviceToken: 'another' });
  await night();
  await till({ deviceToken: 'fake-till' });
  await night(15);
  expect(await found()).toEqual([]);
});

it('looks at the others though one is not answered', async () => {
  const { id, lose, giveBackByHand, paid } = await sold();
  const other = await paid();
  await act.confirmed(other);
  await settle();
  await giveBackByHand(id, 100);
  await giveBackByHand(other, 100);
  await lose('GET payment/status');
  await expect(night()).rejects.toThrow('no_answer');
  expect(await found()).toEqual([[0, 10_000]]);
  await night();
  expect(await found()).toHaveLength(2);
});

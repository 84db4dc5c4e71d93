import { expect, it } from 'vitest';
import { toSettle } from '#lambdas/payments/events';
import { handler as sweep } from '#lambdas/payments/every-five-minutes-settle';
import { unsettled } from '#lambdas/payments/records';
import { piecesOf } from '#shared/pieces';
import { given, raised, tick } from '../kit/index.ts';

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const waiting = (id: string, at: string) =>
  unsettled.add({ shard: '3', at, id, gateway: 'stripe', about: 'payment', of: id });

it('looks at all that waits, however much of it nobody pays, and at nothing that has only just begun', async () => {
  const ids = Array.from({ length: 200 }, (_, nth) => `pay_${nth}`);
  for (const some of piecesOf(ids, 90)) await given(...some.map((id) => waiting(id, ago(180))));
  await given(waiting('pay_new', ago(60)));
  const at = new Date().toISOString();
  for (let times = 0; times < 2; times += 1) await tick(sweep, at);
  const looked = (await raised(toSettle)).map(({ id }) => id);
  expect(new Set(looked)).toEqual(new Set(ids));
  expect(looked).toHaveLength(ids.length);
});

import { expect, it } from 'vitest';
import { handler } from '#lambdas/notifications/list-notices';
import { notices } from '#lambdas/notifications/records';
import type { Notice } from '#lambdas/notifications/schemas';
import { call, client, coach, given } from '../kit/index.ts';

const notice = (day: number, personId = 'per_1'): Notice => ({
  id: `ntc_${day}`,
  personId,
  kind: 'lapse-recovery',
  at: `2026-01-0${day}T00:00:00.000Z`,
  read: false,
});

it('shows my notices, the latest first, page by page, and nobody else sees them', async () => {
  const all = [1, 2, 3, 4, 5].map((day) => notice(day));
  await given(...all.map((one) => notices.add(one)), notices.add(notice(6, 'per_2')));
  const first = (await call(handler, { as: client('per_1'), query: { limit: '3' } })).body;
  const second = (await call(handler, { as: client('per_1'), query: { limit: '3', cursor: first.next! } })).body;
  expect([...first.items, ...second.items]).toEqual(all.toReversed());
  expect(second.next).toBeUndefined();
  expect((await call(handler, { as: coach('per_3') })).body).toEqual({ items: [] });
});

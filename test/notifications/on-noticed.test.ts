import { expect, it } from 'vitest';
import { noticed } from '#lambdas/notifications/events';
import { handler } from '#lambdas/notifications/on-noticed';
import { connections } from '#lambdas/notifications/records';
import { deliver, given } from '../kit/index.ts';

process.env['SOCKET_API'] = 'none';
process.env['SOCKET_STAGE'] = 'live';
const event = () =>
  noticed.raise({ id: 'ntc_1', personId: 'per_1', kind: 'lapse-recovery', at: '2026-01-02T09:00:00.000Z' });

it('forgets whoever is not there any more', async () => {
  const [mine, others] = ['per_1', 'per_2'].map((personId) => ({
    id: `con-${personId}`,
    personId,
    since: '2026-01-02T09:00:00.000Z',
  }));
  await given(connections.add(mine!), connections.add(others!));
  await deliver(handler, event());
  expect(await connections.list({ personId: 'per_1' })).toEqual([]);
  expect(await connections.list({ personId: 'per_2' })).toEqual([others]);
});

it('has nothing to do where nobody is', async () => {
  await deliver(handler, event());
});

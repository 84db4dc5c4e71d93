import { expect, it } from 'vitest';
import { handler as connect } from '#lambdas/notifications/connect';
import { handler as disconnect } from '#lambdas/notifications/disconnect';
import { connections } from '#lambdas/notifications/records';
import { atSocket } from '../kit/index.ts';

it('knows who is there until they leave, and leaves the others', async () => {
  const there = async (personId: string) => (await connections.list({ personId })).map(({ id }) => id);
  for (const [id, person] of [
    ['con-1', 'per_1'],
    ['con-2', 'per_1'],
    ['con-3', 'per_2'],
  ] as const) {
    expect(await atSocket(connect, id, person)).toEqual({ statusCode: 200 });
  }
  for (const _ of [1, 2]) expect(await atSocket(disconnect, 'con-1', 'per_1')).toEqual({ statusCode: 200 });
  expect([await there('per_1'), await there('per_2')]).toEqual([['con-2'], ['con-3']]);
});

import { expect, it } from 'vitest';
import { lapsed } from '#lambdas/cessation/events';
import { handler } from '#lambdas/notifications/on-lapsed';
import { notices } from '#lambdas/notifications/records';
import { deliver } from '../kit/index.ts';

it('tells the client once, however often the event comes', async () => {
  const event = lapsed.raise({ id: 'crv_1', clientId: 'cli_1', at: '2026-01-02T09:00:00.000Z' });
  await deliver(handler, event);
  await deliver(handler, event);
  expect(await notices.list({ personId: 'cli_1' })).toMatchObject([{ kind: 'lapse-recovery' }]);
});

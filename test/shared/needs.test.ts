import { expect, it } from 'vitest';
import { handler } from '#lambdas/cessation/log-craving';
import { attempts } from '#lambdas/cessation/records';
import { logCraving } from '#lambdas/cessation/routes';
import { call, client, given } from '../kit/index.ts';
import { needed } from '../kit/needs.ts';

it('asks of the table what its contract says, and what every mutating route may', async () => {
  await given(
    attempts.add({
      id: 'att_1',
      clientId: 'cli_1',
      startedAt: '2025-12-20T00:00:00.000Z',
      quitDate: '2026-01-02',
      zone: 'Asia/Almaty',
      method: 'abrupt',
      status: 'running',
    }),
  );
  const body = { at: '2026-01-02T09:00:00.000Z', trigger: 'coffee', intensity: 7, smoked: true } as const;
  const asked = await needed(() => call(handler, { as: client('cli_1'), body, key: 'k' }));
  expect(asked).toEqual([...logCraving.needs, 'get:ONCE', 'put:ONCE', 'put:OUTBOX'].sort());
});

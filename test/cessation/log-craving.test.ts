import { describe, expect, it } from 'vitest';
import { judge } from '#lambdas/cessation/domain/craving';
import { lapsed } from '#lambdas/cessation/events';
import { handler } from '#lambdas/cessation/log-craving';
import { attempts, cravings } from '#lambdas/cessation/records';
import { call, client, given, raised, raw, stoppedAnywhere } from '../kit/index.ts';

const attempt = {
  id: 'att_1',
  clientId: 'cli_1',
  startedAt: '2025-12-20T00:00:00.000Z',
  quitDate: '2026-01-02',
  zone: 'Asia/Almaty',
  method: 'abrupt',
  status: 'running',
} as const;
const craving = { at: '2026-01-02T09:00:00.000Z', trigger: 'coffee', intensity: 7, smoked: true } as const;

describe('log craving', () => {
  it('keeps the craving, sealed, and tells of the lapse', async () => {
    await given(attempts.add(attempt));
    const { status, body } = await call(handler, { as: client('cli_1'), body: craving });
    expect({ status, body }).toMatchObject({ status: 201, body: { ...craving, attemptId: 'att_1' } });
    expect(await cravings.get(body)).toMatchObject(craving);
    expect(JSON.stringify(await raw(cravings, body))).not.toContain('coffee');
    expect(await raised(lapsed)).toMatchObject([{ id: body.id, clientId: 'cli_1' }]);
  });

  it('takes a craving from somebody without an attempt', async () => {
    expect(await call(handler, { as: client('cli_2'), body: craving })).toMatchObject({ status: 201 });
    expect(await raised(lapsed)).toEqual([]);
  });

  it('answers a retry as it answered before, and keeps one craving', async () => {
    const once = await call(handler, { as: client('cli_1'), body: craving, key: 'k1' });
    const again = await call(handler, { as: client('cli_1'), body: craving, key: 'k1' });
    expect(again).toEqual(once);
    expect(await cravings.list({ clientId: 'cli_1' })).toHaveLength(1);
  });

  it('keeps all of it or nothing, wherever it is stopped', async () => {
    await given(attempts.add(attempt));
    await stoppedAnywhere(handler, { as: client('cli_1'), body: craving });
    expect(await cravings.list({ clientId: 'cli_1' })).toHaveLength(1);
    expect(await raised(lapsed)).toHaveLength(1);
  });

  it('names the field of a craving ahead of time', async () => {
    const ahead = { ...craving, at: '2999-01-01T00:00:00.000Z' };
    expect(await call(handler, { as: client('cli_1'), body: ahead })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'at' }] },
    });
  });

  it.each([
    ['2026-01-01T18:59:59.000Z', false], // still the first of January in Almaty
    ['2026-01-01T19:00:00.000Z', true],
  ])('a cigarette at %s is a lapse: %s', (at, isLapse) => {
    expect(judge({ at, smoked: true }, attempt, new Date('2026-01-03'))).toMatchObject({ isLapse });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lapsed, standingMoved } from '#lambdas/cessation/events';
import { handler as getSummary } from '#lambdas/cessation/get-summary';
import { standingOf } from '#lambdas/cessation/index';
import { handler } from '#lambdas/cessation/log-craving';
import { attempts, cravings } from '#lambdas/cessation/records';
import { call, client, raised, raw, stoppedAnywhere } from '../kit/index.ts';
import { at, consenting, quitter } from './people.ts';

const craving = { at: '2026-01-02T09:00:00.000Z', trigger: 'coffee', intensity: 7, smoked: true } as const;
const me = client('cli_1');

beforeEach(() => at('2026-01-03T06:00:00Z'));
afterEach(() => void vi.useRealTimers());

describe('log craving', () => {
  it('keeps the craving, sealed, and tells of the lapse', async () => {
    await quitter('cli_1', '2026-01-02');
    const attempt = (await attempts.latest({ clientId: 'cli_1' }))!;
    const { status, body } = await call(handler, { as: me, body: craving });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { ...craving, attemptId: attempt.id, date: '2026-01-02' },
    });
    expect(await cravings.get(body)).toMatchObject(craving);
    expect(JSON.stringify(await raw(cravings, body))).not.toContain('coffee');
    expect(await raised(lapsed)).toMatchObject([{ id: body.id, clientId: 'cli_1' }]);
  });

  it('takes a craving from somebody without an attempt', async () => {
    await consenting('cli_2');
    expect(await call(handler, { as: client('cli_2'), body: craving })).toMatchObject({ status: 201 });
    expect(await raised(lapsed)).toEqual([]);
  });

  it('takes none without consent', async () => {
    expect(await call(handler, { as: me, body: craving })).toMatchObject({
      status: 403,
      body: { type: '/problems/consent_required', document: 'health-data' },
    });
    expect(await cravings.list({ clientId: 'cli_1' })).toEqual([]);
  });

  it('answers a retry as it answered before, and keeps one craving', async () => {
    await quitter('cli_1', '2026-01-02');
    const once = await call(handler, { as: me, body: craving, key: 'k1' });
    const again = await call(handler, { as: me, body: craving, key: 'k1' });
    expect(again).toEqual(once);
    expect(await cravings.list({ clientId: 'cli_1' })).toHaveLength(1);
  });

  it('keeps all of it or nothing, wherever it is stopped', async () => {
    await quitter('cli_1', '2026-01-02');
    await stoppedAnywhere(handler, { as: me, body: craving });
    expect(await cravings.list({ clientId: 'cli_1' })).toHaveLength(1);
    expect(await raised(lapsed)).toHaveLength(1);
  });

  it('names the field of a craving ahead of time', async () => {
    await consenting('cli_1');
    const ahead = { ...craving, at: '2026-01-03T06:06:00.000Z' };
    expect(await call(handler, { as: me, body: ahead })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'at' }] },
    });
  });

  it('tells of one lapse a day, and ends the run of smoke-free days', async () => {
    await quitter('cli_1', '2025-12-30');
    for (const hour of ['08', '09']) {
      await call(handler, { as: me, body: { ...craving, at: `2026-01-02T${hour}:00:00.000Z` } });
    }
    expect(await raised(lapsed)).toHaveLength(1);
    expect((await call(getSummary, { as: me })).body).toMatchObject({
      smokeFree: { current: 0, longest: 3, total: 3 },
      cigarettesAvoided: 4 * 20 - 2,
    });
  });

  it('keeps one from long ago, which counts for no day', async () => {
    await quitter('cli_1', '2025-12-30');
    const { status, body } = await call(handler, { as: me, body: { ...craving, at: '2025-11-01T00:00:00.000Z' } });
    expect({ status, date: body.date }).toEqual({ status: 201, date: undefined });
    expect(await raised(lapsed)).toEqual([]);
  });

  it.each([
    ['2026-01-01T18:59:59.000Z', 0], // still the first of January in Almaty
    ['2026-01-01T19:00:00.000Z', 1],
  ])('a cigarette at %s makes %i lapses', async (at, lapses) => {
    await quitter('cli_1', '2026-01-02');
    await call(handler, { as: me, body: { ...craving, at } });
    expect(await raised(lapsed)).toHaveLength(lapses);
  });

  it('that passed is counted, and moves how somebody stands', async () => {
    await quitter('cli_1', '2026-01-02');
    await call(handler, { as: me, body: { ...craving, smoked: false, coping: 'walk' } });
    expect(await standingOf('cli_1', new Date())).toMatchObject({ resisted: 1 });
    expect(await raised(standingMoved)).toHaveLength(1);
  });
});

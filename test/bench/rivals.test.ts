import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fresh, withPlan, withProfile } from '#lambdas/cessation/domain/progress';
import type { Progress } from '#lambdas/cessation/figures-schemas';
import { handler as ours } from '#lambdas/cessation/log-craving';
import { progresses } from '#lambdas/cessation/records';
import { logCraving } from '#lambdas/cessation/routes';
import type { Endpoint } from '#shared/http/endpoint';
import { db, tables } from '#shared/table/client';
import { handler as bare } from '../../bench/bare.ts';
import { handler as express } from '../../bench/express.ts';
import { handler as hono } from '../../bench/hono.ts';
import { ahead, exactly, median, ratio, row, table } from '../../bin/bench/rows.ts';
import { call, client, enrolled, given, raw } from '../kit/index.ts';
import { type Row, restore, rows } from '../kit/tables.ts';

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
});

const rival = (handler: unknown) =>
  Object.assign((...event: unknown[]) => (handler as (...all: unknown[]) => unknown)(...event), {
    route: logCraving,
  }) as Endpoint<typeof logCraving>;

const zone = 'Asia/Almaty';
/** Somebody in the middle of an attempt. */
const progress = (clientId: string): Progress => {
  const attempt = { id: 'att_1', startedAt: '2025-12-01T00:00:00.000Z', quitDate: '2026-01-02', zone };
  const packs = [{ price: { amountMinor: 65_000, currency: 'KZT' }, cigarettes: 20, from: '2025-12-01' }];
  const profile = { zone, cigarettesADay: 20, smokingSince: '2010-01-01', packs };
  const planned = withPlan(withProfile(fresh(clientId, zone, '2025-12-01'), profile), attempt);
  return { ...planned, days: [{ date: '2026-01-03', logged: 2, slips: 1 }] };
};
/** What kinds of lines there are, whoever wrote them. */
const shape = (all: Row[]) =>
  all.map(({ pk, entity, event, expires }) => [pk.split('#')[0], entity, event, expires !== undefined]).sort();

const consents = ['health-data/2026-01'];
const craving = { at: new Date().toISOString(), trigger: 'coffee', intensity: 7, smoked: true };

describe.each([
  ['bare', rival(bare)],
  ['express', rival(express)],
  ['hono', rival(hono)],
])('what we are measured against: %s', (clientId, handler) => {
  const as = client(clientId);

  it('does what log-craving does: the same answer, the same lines', async () => {
    await enrolled(clientId, { consents });
    await given(progresses.add(progress(clientId)));
    const first = await call(ours, { as, body: craving, key: 'k1' });
    const wanted = shape(await rows());
    const kept = await progresses.get({ clientId });

    await restore();
    await enrolled(clientId, { consents });
    const row = { pk: `QUIT#${clientId}`, sk: 'PROGRESS#', entity: 'progress', version: 1, data: progress(clientId) };
    await db.send(new PutCommand({ TableName: tables.items, Item: row }));
    const once = await call(handler, { as, body: craving, key: 'k1' });
    expect(once).toMatchObject({
      status: 201,
      body: { ...craving, clientId, attemptId: 'att_1', date: first.body.date },
    });
    expect(Object.keys(once.body).sort()).toEqual(Object.keys(first.body).sort());
    expect(shape(await rows())).toEqual(wanted);
    expect(wanted.map(([prefix]) => prefix)).toEqual([
      'ACTIVE',
      'GRANT',
      'GRANT',
      'NIGHT',
      'ONCE',
      'OUTBOX',
      'QUIT',
      'QUIT',
    ]);
    expect(await raw(progresses, { clientId })).toMatchObject({ version: 2, data: kept });
    expect((await call(handler, { as, body: craving, key: 'k1' })).body).toEqual(once.body);
  });

  it('asks for the consent that we ask for', async () => {
    await enrolled(clientId);
    const refused = await call(ours, { as, body: craving });
    expect(refused).toMatchObject({ status: 403, body: { document: 'health-data' } });
    const { status, body } = await call(handler, { as, body: craving });
    expect({ status, body }).toEqual({ status: 403, body: refused.body });
  });

  it.each([
    ['no token for an API', { as: client(clientId, { use: 'id' }), body: craving }, 403],
    ['no client', { as: { ...as, groups: [] }, body: craving }, 403],
    ['no JSON', { as, text: '{' }, 400],
    ['an unknown key', { as, body: { ...craving, more: 1 } }, 422],
    ['a craving ahead of time', { as, body: { ...craving, at: '2999-01-01T00:00:00.000Z' } }, 422],
  ])('refuses what we refuse: %s', async (_, one, status) => {
    await enrolled(clientId, { consents });
    expect((await call(ours, one)).status).toBe(status);
    expect((await call(handler, one)).status).toBe(status);
  });
});

describe('a figure', () => {
  it('is right when it keeps to its goal, and to be ahead is more than to be level', () => {
    expect(row('size', 400, 'kB', 400).ok).toBe(true);
    expect(row('size', 400.04, 'kB', 400).ok).toBe(false);
    expect(row('no goal', 1e9, 's')).toEqual({
      name: 'no goal',
      value: 1e9,
      unit: 's',
      goal: null,
      wanted: '≤',
      ok: true,
    });
    expect(ahead('rival', 0.99).ok).toBe(true);
    expect(ahead('rival', 1).ok).toBe(false);
  });

  it('that must be just so is right when it is', () => {
    expect([0, 1, 1.0001].map((value) => exactly('reads', value, 'reads', 1).ok)).toEqual([false, true, false]);
  });

  it('stands in a table beside its goal, how it is to stand to it, and what it is made of', () => {
    const rows = [row('units', 14, 'units', 12, 'mark 14'), exactly('reads', 1, 'reads', 1), ahead('rival', 0.5)];
    expect(table(rows).split('\n').slice(1)).toEqual([
      'units  14 units  ≤ 12  missed  mark 14',
      'reads   1 reads  = 1   ok',
      'rival     0.5 ×  < 1   ok',
    ]);
  });

  it('is the median, of rounds compared one by one', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(ratio([1, 20, 4], [2, 20, 8])).toBe(0.5); // the machine was slow in the second round, for both
    expect(() => median([])).toThrow('Nothing was measured');
  });
});

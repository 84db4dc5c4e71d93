import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { judge } from '#lambdas/cessation/domain/craving';
import { withPlan } from '#lambdas/cessation/domain/progress';
import { handler as ours } from '#lambdas/cessation/log-craving';
import { progresses } from '#lambdas/cessation/records';
import { logCraving } from '#lambdas/cessation/routes';
import type { Progress } from '#lambdas/cessation/schemas';
import type { Endpoint } from '#shared/http/endpoint';
import { db, tables } from '#shared/table/client';
import { dayAfter } from '#shared/time';
import { handler as bare } from '../../bench/bare.ts';
import { handler as express } from '../../bench/express.ts';
import { handler as hono } from '../../bench/hono.ts';
import { judge as byHand } from '../../bench/slip.ts';
import { ahead, median, ratio, row } from '../../bin/bench/rows.ts';
import { call, client, enrolled, given, raw } from '../kit/index.ts';
import { type Row, restore, rows } from '../kit/tables.ts';

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
});

const rival = (handler: unknown) =>
  Object.assign((...event: unknown[]) => (handler as (...all: unknown[]) => unknown)(...event), {
    route: logCraving,
  }) as Endpoint<typeof logCraving>;

const progress = (clientId: string): Progress => ({
  clientId,
  zone: 'Asia/Almaty',
  smoking: {
    cigarettesADay: 20,
    smokingSince: '2010-01-01',
    packs: [{ price: { amountMinor: 65_000, currency: 'KZT' }, cigarettes: 20, from: '2025-12-01' }],
  },
  attempt: { id: 'att_1', quitDate: '2026-01-02' },
  settled: { through: '2026-01-01', smokeFree: 0, run: 0, longest: 0, logs: 0, smoked: [] },
  days: [{ date: '2026-01-03', logged: 2, slips: 1 }],
});
/** What kinds of lines there are, whoever wrote them. */
const shape = (all: Row[]) =>
  all.map(({ pk, entity, event, expires }) => [pk.split('#')[0], entity, event, expires !== undefined]).sort();

const consents = ['health-data'];
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
    expect(wanted.map(([prefix]) => prefix)).toEqual(['ACTIVE', 'GRANT', 'GRANT', 'ONCE', 'OUTBOX', 'QUIT', 'QUIT']);
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

/** Days close to each other, so that they meet. */
const day = fc.integer({ min: -40, max: 3 }).map((count) => dayAfter('2026-03-01', count));
const anyProgress = fc
  .record({
    quitDate: day,
    isPlanned: fc.boolean(),
    prices: fc.uniqueArray(day, { minLength: 1, maxLength: 3 }),
    days: fc.uniqueArray(
      fc.record(
        { date: day, logged: fc.integer({ min: 0, max: 3 }), slips: fc.integer({ min: 0, max: 3 }) },
        { requiredKeys: ['date', 'slips'] },
      ),
      { selector: ({ date }) => date, maxLength: 12 },
    ),
  })
  .map(({ quitDate, isPlanned, prices, days }): Progress => {
    const { smoking, ...known } = progress('cli_1');
    const packs = prices.sort().map((from) => ({ ...smoking!.packs[0]!, from }));
    const open = { ...known, smoking: { ...smoking!, packs }, days: days.sort((a, b) => (a.date < b.date ? -1 : 1)) };
    return isPlanned ? withPlan(open, { id: 'att_1', quitDate, zone: 'Asia/Almaty' }) : open;
  });

it('by hand, the rule is ours', () => {
  const moment = fc.date({
    min: new Date('2026-01-20'),
    max: new Date('2026-03-01T20:05:00.000Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(anyProgress, moment, fc.boolean(), (known, felt, smoked) => {
      const now = new Date('2026-03-01T20:00:00.000Z');
      const asked = { at: felt.toISOString(), smoked };
      const { progress: next, ...wanted } = judge(asked, known, now);
      expect(byHand(asked, known, now)).toEqual(next === undefined ? wanted : { ...wanted, next });
    }),
  );
});

describe('a figure', () => {
  it('is right when it keeps to its goal, and to be ahead is more than to be level', () => {
    expect(row('size', 400, 'kB', 400).ok).toBe(true);
    expect(row('size', 400.04, 'kB', 400).ok).toBe(false);
    expect(row('no goal', 1e9, 's')).toEqual({ name: 'no goal', value: 1e9, unit: 's', goal: null, ok: true });
    expect(ahead('rival', 0.99).ok).toBe(true);
    expect(ahead('rival', 1).ok).toBe(false);
  });

  it('is the median, of rounds compared one by one', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(ratio([1, 20, 4], [2, 20, 8])).toBe(0.5); // the machine was slow in the second round, for both
    expect(() => median([])).toThrow('Nothing was measured');
  });
});

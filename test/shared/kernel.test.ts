import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { lapsed } from '#lambdas/cessation/events';
import { handler } from '#lambdas/cessation/log-craving';
import { attempts, cravings } from '#lambdas/cessation/records';
import { Attempt } from '#lambdas/cessation/schemas';
import { handler as onLapsed } from '#lambdas/notifications/on-lapsed';
import { notices } from '#lambdas/notifications/records';
import { consumer } from '#shared/events/consumer';
import { listener } from '#shared/events/listener';
import { failure } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { route } from '#shared/http/route';
import { outcome } from '#shared/outcome';
import { db, tables } from '#shared/table/client';
import { entity } from '#shared/table/entity';
import { call, client, coach, deliver, erase, given, raised, raw, stoppedAnywhere } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';

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
const at = (day: string, id: string) => ({ ...craving, id, clientId: 'cli_1', at: `${day}T00:00:00.000Z` });

describe('entity', () => {
  it('changes what is as it was read, and nothing else', async () => {
    await given(attempts.add(attempt));
    const one = (await attempts.latest({ clientId: 'cli_1' }))!;
    expect(one).toEqual(attempt);
    expect(one.version).toBe(1);
    await given(attempts.change(one, { status: 'achieved' }));
    await expect(given(attempts.change(one, { status: 'stopped' }))).rejects.toMatchObject({
      code: 'stale',
      status: 412,
    });
    await expect(given(attempts.remove(one))).rejects.toMatchObject({ code: 'stale' });
    await expect(given(attempts.add(attempt))).rejects.toMatchObject({ code: 'taken' });
    const two = (await attempts.get(one))!;
    expect([two.status, two.version]).toEqual(['achieved', 2]);
    expect(() => attempts.change({ ...two }, {})).toThrow('no copy');
    await given(attempts.remove(two));
    expect(await attempts.get(two)).toBeUndefined();
  });

  it('lists from a moment, up to another, so many, backwards', async () => {
    await given(
      ...['2026-01-01', '2026-01-02', '2026-01-03'].map((day, index) => cravings.add(at(day, `crv_${index}`))),
    );
    const ids = async (range: object) => (await cravings.list({ clientId: 'cli_1' }, range)).map(({ id }) => id);
    expect(await ids({})).toEqual(['crv_0', 'crv_1', 'crv_2']);
    expect(await ids({ from: '2026-01-02', to: '2026-01-03' })).toEqual(['crv_1']);
    expect(await ids({ to: '2026-01-02T00:00:00.000Z' })).toEqual(['crv_0']);
    expect(await ids({ limit: 2, reverse: true })).toEqual(['crv_2', 'crv_1']);
  });

  it('has nothing any more of somebody erased, and takes nothing new', async () => {
    await given(
      cravings.add(at('2026-01-01', 'crv_0')),
      cravings.add({ ...at('2026-01-01', 'crv_0'), clientId: 'cli_2' }),
    );
    await erase('cli_1');
    expect(await cravings.get(at('2026-01-01', 'crv_0'))).toBeUndefined();
    await expect(given(cravings.add(at('2026-01-02', 'crv_1')))).rejects.toMatchObject({ status: 404 });
    expect(await call(handler, { as: client('cli_1'), body: craving, key: 'k' })).toMatchObject({ status: 404 });
    expect(await cravings.list({ clientId: 'cli_1' })).toEqual([]);
    expect(await cravings.list({ clientId: 'cli_2' })).toHaveLength(1);
  });

  it('waits for another transaction to let go of an item', async () => {
    let conflicts = 0;
    const conflict = (next: (args: any) => Promise<any>) => async (args: any) => {
      if (!('TransactItems' in args.input) || ++conflicts > 2) return next(args);
      throw new TransactionCanceledException({
        message: '',
        $metadata: {},
        CancellationReasons: [{ Code: 'TransactionConflict' }],
      });
    };
    db.middlewareStack.add(conflict, { step: 'initialize', name: 'conflict' });
    await given(attempts.add(attempt)).finally(() => db.middlewareStack.remove('conflict'));
    expect([conflicts, await attempts.get(attempt)]).toEqual([3, attempt]);
  });

  it('may be the only one of its partition', async () => {
    const settings = entity('settings', Attempt, { partition: ['USER', 'clientId'], sort: ['SETTINGS'] });
    await given(settings.add(attempt));
    expect(await settings.get({ clientId: 'cli_1' })).toEqual(attempt);
    // @ts-expect-error it is no part of its key
    expect(settings.place({ clientId: 'cli#1', id: 'x' })).toEqual({ pk: 'USER#cli%231', sk: 'SETTINGS#' });
  });

  it('takes no sealed part of another item', async () => {
    await given(cravings.add(at('2026-01-01', 'crv_0')), cravings.add(at('2026-01-02', 'crv_1')));
    const { sealed } = (await raw(cravings, at('2026-01-01', 'crv_0')))!;
    await db.send(
      new UpdateCommand({
        TableName: tables.items,
        Key: cravings.place(at('2026-01-02', 'crv_1')),
        UpdateExpression: 'SET sealed = :sealed',
        ExpressionAttributeValues: { ':sealed': sealed },
      }),
    );
    await expect(cravings.get(at('2026-01-02', 'crv_1'))).rejects.toThrow();
  });
});

describe('endpoint', () => {
  const stop = route({
    method: 'POST',
    path: '/v1/stop',
    audience: ['client'],
    summary: '',
    returns: [200, Attempt],
    fails: [],
    needs: ['query:QUIT', 'put:QUIT'],
    impact: '',
  });

  it('answers with what was read, the version left out', async () => {
    await given(attempts.add(attempt));
    const read = endpoint(stop, async ({ actor }) => outcome((await attempts.latest({ clientId: actor.id }))!));
    expect((await call(read, { as: client('cli_1') })).body).toEqual(attempt);
  });

  it('tells a declared failure, and of one that is not only that something broke', async () => {
    const odd = failure('odd', 409, 'Odd', { field: 'it' });
    const fails = async () => {
      throw odd({ detail: 'because', extra: { more: 1 } });
    };
    expect(await call(endpoint({ ...stop, fails: [odd] }, fails), { as: client('cli_1') })).toMatchObject({
      status: 409,
      body: { type: '/problems/odd', title: 'Odd', detail: 'because', more: 1, errors: [{ field: 'it' }] },
    });
    expect(await call(endpoint(stop, fails), { as: client('cli_1') })).toMatchObject({ status: 500 });
  });

  it('answers a retry also when the answer is nothing', async () => {
    const nothing = route({ ...stop, returns: [204, z.undefined()] });
    const handler = endpoint(nothing, async () => outcome(undefined, attempts.add(attempt)));
    for (const _ of [1, 2])
      expect(await call(handler, { as: client('cli_1'), key: 'k' })).toMatchObject({ status: 204, body: null });
  });

  it('refuses others, unknown fields, wrong fields and another body under the same key', async () => {
    const log = (body: unknown, key?: string) => call(handler, { as: client('cli_1'), body, ...(key && { key }) });
    expect(await call(handler, { as: coach('c'), body: craving })).toMatchObject({ status: 403 });
    expect(await log({ ...craving, id: 'x', intensity: 11 })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'intensity' }, { field: 'id' }] },
    });
    expect(await log(undefined)).toMatchObject({ status: 400 });
    expect(await log(craving, 'k')).toMatchObject({ status: 201 });
    expect(await log({ ...craving, intensity: 1 }, 'k')).toMatchObject({
      status: 422,
      body: { type: '/problems/other_request' },
    });
    expect(JSON.stringify(await rows())).not.toMatch(/coffee|"k"/);
  });

  it('answers 409 when a key comes back after its day, and remembers nothing of a read', async () => {
    expect(await call(handler, { as: client('cli_1'), body: craving, key: 'k' })).toMatchObject({ status: 201 });
    const mark = (await rows()).find(({ pk }) => pk.startsWith('ONCE#'))!;
    await db.send(
      new UpdateCommand({
        TableName: tables.items,
        Key: { pk: mark['pk'], sk: mark['sk'] },
        UpdateExpression: 'SET expires = :past',
        ExpressionAttributeValues: { ':past': 1 },
      }),
    );
    expect(await call(handler, { as: client('cli_1'), body: craving, key: 'k' })).toMatchObject({ status: 409 });
    const show = endpoint(route({ ...stop, method: 'GET' }), async () => outcome(attempt));
    expect(await call(show, { as: client('cli_1'), key: 'g' })).toMatchObject({ status: 200 });
    expect((await rows()).filter(({ pk }) => pk.startsWith('ONCE#'))).toHaveLength(1);
  });

  it.each([
    [{ at: '0000-01-01T00:00:00+01:00' }, 'at'],
    [{ at: '2026-13-01T00:00:00Z' }, 'at'],
    [{ trigger: 'moon' }, 'trigger'],
  ])('refuses %o by its field', async (wrong, field) => {
    expect(await call(handler, { as: client('cli_1'), body: { ...craving, ...wrong } })).toMatchObject({
      status: 422,
      body: { errors: [{ field }] },
    });
  });

  it('answers the same to two that come at once', async () => {
    const both = await Promise.all([1, 2].map(() => call(handler, { as: client('cli_1'), body: craving, key: 'k' })));
    expect(both[0]).toMatchObject({ status: 201 });
    expect(both[1]).toEqual(both[0]);
    expect(await cravings.list({ clientId: 'cli_1' })).toHaveLength(1);
  });
});

describe('consumer', () => {
  it('does all of it or nothing, wherever it is stopped', async () => {
    const event = lapsed.raise({ id: 'crv_1', clientId: 'cli_1', at: '2026-01-02T09:00:00Z' });
    expect(await stoppedAnywhere(onLapsed, event)).toBe(4);
  });

  it('is heard once by each, also when two come at once, and passes over fields it does not know', async () => {
    const event = lapsed.raise({ id: 'crv_1', clientId: 'cli_1', at: '2026-01-02T09:00:00Z' });
    expect(event.data.at).toBe('2026-01-02T09:00:00.000Z');
    Object.assign(event.data, { added: 'later' });
    await Promise.all([deliver(onLapsed, event), deliver(onLapsed, event)]);
    const other = consumer(
      listener('other', { hears: lapsed, raises: [lapsed], summary: '', needs: [], impact: '' }),
      async ({ event }) => [lapsed.raise(event)],
    );
    await deliver(other, event);
    await deliver(other, event);
    expect(await notices.list({ personId: 'cli_1' })).toHaveLength(1);
    expect(await raised(lapsed)).toHaveLength(1);
  });
});

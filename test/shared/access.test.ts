import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { endpoint } from '#shared/http/endpoint';
import { route } from '#shared/http/route';
import { outcome } from '#shared/outcome';
import { activeOn } from '#shared/table/active';
import { seconds } from '#shared/table/client';
import { grants } from '#shared/table/grants';
import { admin, call, client, coach, enrolled, given, person } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { add } from './note.ts';

const look = route({
  method: 'GET',
  path: '/v1/look',
  audience: ['client'],
  summary: '',
  impact: '',
  returns: [200, z.strictObject({ id: z.string(), roles: z.array(z.string()) })],
  fails: [],
  needs: [],
});
const see = endpoint(look, async ({ actor }) => outcome({ id: actor.id, roles: [...actor.roles] }));
const ok = (id: string, ...roles: string[]) => ({ status: 200, body: { id, roles } });
const refused = (status: number, code: string) => ({ status, body: { type: `/problems/${code}` } });
const body = { at: '2026-01-02T09:00:00.000Z', text: 'canary' };
afterEach(() => void vi.useRealTimers());

describe('who calls', () => {
  it('comes with an access token, and a role of the audience', async () => {
    expect(await call(see, { as: client('per_1') })).toMatchObject(ok('per_1', 'client'));
    expect(await call(see, { as: client('per_1', { use: 'id' }) })).toMatchObject(refused(403, 'forbidden'));
    expect(await call(see, { as: coach('per_1') })).toMatchObject(refused(403, 'forbidden'));
    expect(await call(see, { as: client('not a person') })).toMatchObject(refused(403, 'forbidden'));
    expect(await call(see, {})).toMatchObject(refused(403, 'forbidden'));
  });

  it('is let in by the table where the token lags behind it', async () => {
    await enrolled('per_1', { roles: ['client'] });
    expect(await call(see, { as: person('per_1') })).toMatchObject(ok('per_1', 'client'));
  });

  it('is let in as staff by the table alone', async () => {
    const forStaff = endpoint({ ...look, audience: ['staff'] } as const, async ({ actor }) =>
      outcome({ id: actor.id, roles: [...actor.roles] }),
    );
    expect(await call(forStaff, { as: client('per_1') })).toMatchObject(refused(403, 'forbidden'));
    await given(grants.add({ personId: 'per_1', kind: 'staff', name: 'bus_1', since: body.at }));
    expect(await call(forStaff, { as: client('per_1') })).toMatchObject(ok('per_1', 'staff'));
  });
});

describe('a fresh entry', () => {
  const entry = route({ ...look, audience: ['admin', 'coach'], fresh: true });
  const fresh = (hasFactor = true) =>
    endpoint(
      entry,
      async ({ actor }) => outcome({ id: actor.id, roles: [...actor.roles] }),
      async () => hasFactor,
    );

  it('believes the table and not the token', async () => {
    expect(await call(fresh(), { as: admin('per_1') })).toMatchObject(refused(403, 'forbidden'));
    await enrolled('per_1', { roles: ['admin'] });
    expect(await call(fresh(), { as: person('per_1') })).toMatchObject(ok('per_1', 'admin'));
  });

  it('lets an admin in only with a second factor', async () => {
    await enrolled('per_1', { roles: ['admin'] });
    await enrolled('per_2', { roles: ['admin', 'coach'] });
    expect(await call(fresh(false), { as: admin('per_1') })).toMatchObject(refused(403, 'second_factor_required'));
    expect(await call(fresh(false), { as: admin('per_2') })).toMatchObject(ok('per_2', 'coach'));
  });

  it('refuses a token from before the sign-out everywhere', async () => {
    await enrolled('per_1', { roles: ['coach'] });
    const issued = Date.parse('2026-01-01T12:00:00.500Z');
    await given(grants.add({ personId: 'per_1', kind: 'sign-out', name: '', since: '2026-01-01T12:00:00.400Z' }));
    expect(await call(fresh(), { as: coach('per_1', { issued }) })).toMatchObject(refused(401, 'signed_out'));
    expect(await call(fresh(), { as: coach('per_1', { issued: issued + 1000 }) })).toMatchObject({ status: 200 });
  });
});

describe('what else a route asks for', () => {
  const trends = endpoint({ ...look, entitlement: { feature: 'trends', plan: 'premium' } } as const, async () =>
    outcome({ id: 'x', roles: [] }),
  );
  const health = endpoint({ ...look, consent: 'health-data/2' } as const, async () => outcome({ id: 'x', roles: [] }));

  it('is what the membership plan gives, or told where to get it', async () => {
    await enrolled('per_1');
    expect(await call(trends, { as: client('per_1') })).toMatchObject({
      status: 403,
      body: { type: '/problems/upgrade_required', feature: 'trends', plan: 'premium', upgrade: '/v1/membership-plans' },
    });
    await enrolled('per_2', { entitlements: ['trends'] });
    expect(await call(trends, { as: client('per_2') })).toMatchObject({ status: 200 });
  });

  it('is over when what was granted is', async () => {
    const grant = { personId: 'per_1', kind: 'entitlement', name: 'trends', since: body.at } as const;
    await given(grants.add({ ...grant, until: new Date(Date.now() + 60_000).toISOString() }));
    expect(await call(trends, { as: client('per_1') })).toMatchObject({ status: 200 });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    expect(await call(trends, { as: client('per_1') })).toMatchObject({ status: 403 });
  });

  it('is consent, to this edition', async () => {
    await enrolled('per_1', { consents: ['health-data/1'] });
    expect(await call(health, { as: client('per_1') })).toMatchObject({
      status: 403,
      body: { type: '/problems/consent_required', document: 'health-data', version: '2', at: '/v1/consents' },
    });
    await enrolled('per_2', { consents: ['health-data/2'] });
    expect(await call(health, { as: client('per_2') })).toMatchObject({ status: 200 });
  });
});

describe('a bucket of tokens', () => {
  const limited = endpoint({ ...look, limit: { burst: 3, everySeconds: 10 } } as const, async () =>
    outcome({ id: 'x', roles: [] }),
  );
  const open = endpoint({ ...look, audience: ['anyone'], limit: { burst: 1, everySeconds: 10 } } as const, async () =>
    outcome({ id: 'x', roles: [] }),
  );
  const statuses = async (count: number, as = client('per_1')) => {
    const all: (number | undefined)[] = [];
    for (let calls = 0; calls < count; calls += 1) all.push((await call(limited, { as })).status);
    return all;
  };

  it('is empty after its last token, for that account alone, and fills again', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-01-01T00:00:00Z') });
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
    expect(await call(limited, { as: client('per_1') })).toMatchObject({
      status: 429,
      headers: { 'retry-after': '10' },
    });
    expect(await statuses(1, client('per_2'))).toEqual([200]);
    vi.setSystemTime(Date.parse('2026-01-01T00:00:09.999Z'));
    expect(await call(limited, { as: client('per_1') })).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1' },
    });
    vi.setSystemTime(Date.parse('2026-01-01T00:00:10Z'));
    expect(await statuses(2)).toEqual([200, 429]);
    vi.setSystemTime(Date.parse('2026-01-01T01:00:00Z'));
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
  });

  it('gives each token once, however many ask at once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => call(limited, { as: client('per_1') })));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(3);
  });

  it('of nobody is by the address, which is not kept', async () => {
    expect(await call(open, { from: '192.0.2.77' })).toMatchObject({ status: 200 });
    expect(await call(open, { from: '192.0.2.77' })).toMatchObject({ status: 429 });
    expect(await call(open, { from: '192.0.2.78' })).toMatchObject({ status: 200 });
    const kept = await rows();
    expect(JSON.stringify(kept)).not.toContain('192.0.2');
    expect(kept.every(({ expires }) => expires > seconds())).toBe(true);
  });
});

describe('an active day', () => {
  it('is marked once a person, with the day they signed up, by the first change', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-01T23:00:00Z') });
    await enrolled('per_1');
    expect(await call(see, { as: client('per_1') })).toMatchObject({ status: 200 });
    expect(await activeOn('2026-03-01')).toEqual([]);
    await call(add, { as: client('per_1'), body: { ...body, text: 'dull' } });
    expect(await activeOn('2026-03-01')).toEqual([]);
    for (const _ of [1, 2]) await call(add, { as: client('per_1'), body });
    expect(await activeOn('2026-03-01')).toMatchObject([{ person: 'per_1', since: '2025-01-01' }]);
    vi.setSystemTime(Date.parse('2026-03-02T01:00:00Z'));
    await call(add, { as: client('per_1'), body });
    expect(await activeOn('2026-03-02')).toHaveLength(1);
  });

  it('is not of somebody we do not know', async () => {
    await call(add, { as: client('per_7'), body });
    expect(await activeOn(new Date().toISOString().slice(0, 10))).toEqual([]);
  });
});

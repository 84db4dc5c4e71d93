import { describe, expect, it } from 'vitest';
import { handler as changeMe } from '#lambdas/identity/change-me';
import { meOf } from '#lambdas/identity/domain/person';
import { rolesChanged } from '#lambdas/identity/events';
import { handler as getMe } from '#lambdas/identity/get-me';
import { accounts } from '#lambdas/identity/records';
import { call, client, coach, enrolled, erase, person, raised, raw, stoppedAnywhere } from '../kit/index.ts';
import { account } from './people.ts';

describe('who I am', () => {
  it('shows what is mine, and nothing that is ours', async () => {
    await account('per_1', { status: 'active', activeSince: '2025-01-02T00:00:00.000Z' });
    await enrolled('per_1', { roles: ['client'], consents: ['terms/2026-01'] });
    const { status, body, headers } = await call(getMe, { as: client('per_1') });
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        id: 'per_1',
        address: 'per-1@example.com',
        name: 'Ann Example',
        language: 'ru',
        zone: 'Asia/Almaty',
        status: 'active',
        signedUpAt: '2025-01-01T00:00:00.000Z',
        activeSince: '2025-01-02T00:00:00.000Z',
        roles: ['client'],
        dashboard: 'user',
        dashboards: ['user'],
        consents: [{ document: 'terms', version: '2026-01', since: '2025-01-01T00:00:00.000Z' }],
      },
    });
    expect(headers).toMatchObject({ etag: '"1"' });
    expect(await raised(rolesChanged)).toEqual([]);
  });

  it('makes an account an active one at the first call, once', async () => {
    await account('per_1');
    await enrolled('per_1', { roles: ['client'] });
    const first = await call(getMe, { as: client('per_1') });
    expect(first).toMatchObject({ body: { status: 'active', activeSince: expect.any(String) } });
    expect(first.headers).toMatchObject({ etag: '"2"' });
    expect(await call(getMe, { as: client('per_1') })).toEqual(first);
  });

  it.each([
    ['a role that the token lacks', person('per_1')],
    ['a role that the token still tells', coach('per_1', { groups: ['client', 'coach'] })],
  ])('has the groups copied again for %s', async (_, as) => {
    await account('per_1');
    await enrolled('per_1', { roles: ['client'] });
    expect(await call(getMe, { as })).toMatchObject({ body: { roles: ['client'] } });
    expect(await raised(rolesChanged)).toEqual([{ personId: 'per_1' }]);
  });

  it('is not there once erased', async () => {
    await account('per_1');
    await erase('per_1');
    expect(await call(getMe, { as: person('per_1') })).toMatchObject({ status: 404 });
    expect(await call(changeMe, { as: person('per_1'), body: {} })).toMatchObject({ status: 404 });
  });

  const somebody = {
    personId: 'per_1',
    address: 'a@example.com',
    addressVeil: 'v',
    name: 'A',
    language: 'en',
    zone: 'UTC',
    status: 'active',
    signedUpAt: '2025-01-01T00:00:00.000Z',
  } as const;
  const grant = (kind: string, name: string) => ({ kind, name, since: '2025-01-01T00:00:00.000Z' });
  it.each([
    [[], ['user']],
    [[grant('role', 'client')], ['user']],
    [
      [grant('role', 'coach'), grant('role', 'client')],
      ['coach', 'user'],
    ],
    [[grant('role', 'owner')], ['business']],
    [
      [grant('role', 'client'), grant('staff', 'bus_1')],
      ['business', 'user'],
    ],
    [
      [grant('role', 'client'), grant('role', 'admin')],
      ['admin', 'user'],
    ],
  ])('of %j the dashboards are %j', (granted, dashboards) => {
    expect(meOf(somebody, granted)).toMatchObject({ dashboards, dashboard: dashboards[0] });
  });
});

describe('changing who I am', () => {
  const as = person('per_1');

  it('changes what is named, sealed', async () => {
    await account('per_1');
    const { status, body, headers } = await call(changeMe, { as, body: { name: 'Zebra', zone: 'Asia/Saigon' } });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { name: 'Zebra', zone: 'Asia/Saigon', language: 'ru', address: 'per-1@example.com' },
    });
    expect(headers).toMatchObject({ etag: '"2"' });
    expect(await accounts.get({ personId: 'per_1' })).toMatchObject({ name: 'Zebra', language: 'ru' });
    expect(JSON.stringify(await raw(accounts, { personId: 'per_1' }))).not.toContain('Zebra');
  });

  it('heeds what the caller has seen', async () => {
    await account('per_1');
    expect(await call(changeMe, { as, body: { language: 'kk' }, ifMatch: '"1"' })).toMatchObject({ status: 200 });
    expect(await call(changeMe, { as, body: { language: 'vi' }, ifMatch: '"1"' })).toMatchObject({ status: 412 });
    expect(await accounts.get({ personId: 'per_1' })).toMatchObject({ language: 'kk' });
  });

  it.each([
    ['language', 'de'],
    ['zone', 'Mars/Base'],
    ['name', ' '],
    ['address', 'other@example.com'],
    ['status', 'active'],
  ])('refuses %s %j', async (field, value) => {
    await account('per_1');
    const answer = await call(changeMe, { as, text: JSON.stringify({ [field]: value }) });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  });

  it('keeps all of it or nothing, wherever it is stopped', async () => {
    await account('per_1');
    await stoppedAnywhere(changeMe, { as, body: { language: 'vi' } });
    expect(await accounts.get({ personId: 'per_1' })).toMatchObject({ language: 'vi' });
  }, 30_000);
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as getTrends } from '#lambdas/cessation/get-trends';
import { membershipChanged } from '#lambdas/membership/events';
import { handler as getMembership } from '#lambdas/membership/get-membership';
import { handler } from '#lambdas/membership/grant-membership';
import { memberships } from '#lambdas/membership/records';
import { admin, call, client, enrolled, given, raised, stoppedAnywhere } from '../kit/index.ts';
import { adminOf } from './admins.ts';

const body = { personId: 'cli_1', plan: 'premium', until: '2026-03-01T00:00:00.000Z' };
const clock = (instant: string) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) });
const grant = (more: object = {}, key = 'k1', as = admin('adm_1')) =>
  call(handler, { as, key, body: { ...body, ...more } });
const mine = () => call(getMembership, { as: client('cli_1') });
const trends = async () => (await call(getTrends, { as: client('cli_1') })).status;

beforeEach(async () => {
  clock('2026-02-01T00:00:00Z');
  await adminOf('adm_1');
  await enrolled('cli_1', { roles: ['client'] });
});
afterEach(() => void vi.useRealTimers());

describe('a membership grant', () => {
  it('makes a Premium member, whose entries open', async () => {
    await given(memberships.add({ personId: 'cli_1', plan: 'basic', since: '2026-01-01T00:00:00.000Z' }));
    expect(await trends()).toBe(403);
    expect(await grant()).toMatchObject({ status: 201, body: { ...body, since: '2026-02-01T00:00:00.000Z' } });
    expect(await mine()).toMatchObject({ status: 200, body });
    expect(await trends()).toBe(200);
    expect(await raised(membershipChanged)).toEqual([{ ...body, at: '2026-02-01T00:00:00.000Z', isNew: true }]);
  });

  it('ends when it ends, and can be given again at once', async () => {
    await grant();
    clock('2026-03-01T00:00:00Z');
    expect(await trends()).toBe(403);
    expect((await mine()).body).toEqual({ personId: 'cli_1', plan: 'basic', since: body.until });
    expect(await grant({ until: '2026-04-01T00:00:00.000Z' }, 'k2')).toMatchObject({ status: 201 });
    expect(await trends()).toBe(200);
    expect((await raised(membershipChanged)).map(({ isNew }) => isNew)).toEqual([true, true]);
  });

  it('is prolonged by another', async () => {
    await grant();
    clock('2026-02-20T00:00:00Z');
    const { since, until } = (await grant({ until: '2026-05-01T00:00:00.000Z' }, 'k2')).body;
    expect({ since, until }).toEqual({ since: '2026-02-01T00:00:00.000Z', until: '2026-05-01T00:00:00.000Z' });
    expect((await raised(membershipChanged)).map(({ isNew }) => isNew).sort()).toEqual([false, true]);
    clock('2026-04-30T00:00:00Z');
    expect(await trends()).toBe(200);
    expect(await mine()).toMatchObject({ body: { plan: 'premium', until: '2026-05-01T00:00:00.000Z' } });
  });

  it('needs a key, a moment ahead, and a plan that can be given', async () => {
    expect(await call(handler, { as: admin('adm_1'), body })).toMatchObject({ status: 400 });
    const field = (name: string) => ({ status: 422, body: { errors: [{ field: name }] } });
    expect(await grant({ until: '2026-02-01T00:00:00.000Z' })).toMatchObject(field('until'));
    expect(await grant({ plan: 'basic' }, 'k2')).toMatchObject(field('plan'));
  });

  it('is for somebody we know', async () => {
    expect(await grant({ personId: 'cli_9' })).toMatchObject({ status: 404 });
    expect(await memberships.get({ personId: 'cli_9' })).toBeUndefined();
  });

  it('is made by an admin with a second factor', async () => {
    await adminOf('adm_2', false);
    expect(await grant({}, 'k2', admin('adm_2'))).toMatchObject({
      status: 403,
      body: { type: '/problems/second_factor_required' },
    });
    expect(await grant({}, 'k3', client('cli_1'))).toMatchObject({ status: 403 });
    expect(await memberships.get({ personId: 'cli_1' })).toBeUndefined();
  });

  it('is all there or not at all, wherever it is stopped', async () => {
    await stoppedAnywhere(handler, { as: admin('adm_1'), body });
    expect(await raised(membershipChanged)).toHaveLength(1);
  });
});

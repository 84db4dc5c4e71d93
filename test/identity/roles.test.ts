import { beforeEach, describe, expect, it } from 'vitest';
import { rolesChanged } from '#lambdas/identity/events';
import { handler as getPerson } from '#lambdas/identity/get-person';
import { securityEvents } from '#lambdas/identity/records';
import { handler as setRoles } from '#lambdas/identity/set-roles';
import { grants } from '#shared/table/grants';
import { playPool } from '../entries/entries.ts';
import { admin, call, client, enrolled, erase, raised, stoppedAnywhere } from '../kit/index.ts';
import { account } from './people.ts';

const rolesOf = async (personId: string) =>
  (await grants.list({ personId })).filter(({ kind }) => kind === 'role').map(({ name }) => name);
const set = (as: string, id: string, ...roles: string[]) =>
  call(setRoles, { as: admin(as), params: { id }, text: JSON.stringify({ roles }) });

beforeEach(async () => {
  playPool(true);
  await account('per_1');
  await enrolled('per_1', { roles: ['client'] });
  await account('adm_1');
  await enrolled('adm_1', { roles: ['admin'] });
});

describe('roles', () => {
  it('change in the table at once, are copied later, and their owner reads who did it', async () => {
    expect(await set('adm_1', 'per_1', 'coach', 'owner', 'coach')).toMatchObject({
      status: 200,
      body: { id: 'per_1', roles: ['owner', 'coach'] },
    });
    expect(await rolesOf('per_1')).toEqual(['coach', 'owner']);
    expect(await raised(rolesChanged)).toEqual([{ personId: 'per_1' }]);
    expect(await securityEvents.list({ personId: 'per_1' })).toMatchObject([
      { kind: 'roles-changed', by: 'adm_1', roles: ['owner', 'coach'] },
    ]);
  });

  it('that are held already change nothing', async () => {
    expect(await set('adm_1', 'per_1', 'client')).toMatchObject({ status: 200 });
    expect(await raised(rolesChanged)).toEqual([]);
    expect(await securityEvents.list({ personId: 'per_1' })).toEqual([]);
  });

  it('no admin takes from themselves, though they may add others', async () => {
    expect(await set('adm_1', 'adm_1', 'client')).toMatchObject({
      status: 409,
      body: { type: '/problems/own_admin_role', errors: [{ field: 'roles' }] },
    });
    expect(await set('adm_1', 'adm_1', 'client', 'admin')).toMatchObject({ status: 200 });
    expect(await rolesOf('adm_1')).toEqual(['admin', 'client']);
  });

  it('leave one admin where two take the role from each other', async () => {
    await account('adm_2');
    await enrolled('adm_2', { roles: ['admin'] });
    const answers = await Promise.all([set('adm_1', 'adm_2'), set('adm_2', 'adm_1')]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect([...(await rolesOf('adm_1')), ...(await rolesOf('adm_2'))]).toEqual(['admin']);
  });

  it('are given to nobody who is not there, or was erased', async () => {
    const missing = await set('adm_1', 'per_9', 'coach');
    await erase('per_1');
    expect(await set('adm_1', 'per_1', 'coach')).toEqual(missing);
    expect(missing.status).toBe(404);
  });

  it('change wholly or not at all, wherever it is stopped', async () => {
    await stoppedAnywhere(setRoles, { as: admin('adm_1'), params: { id: 'per_1' }, body: { roles: ['coach'] } });
    expect(await rolesOf('per_1')).toEqual(['coach']);
  }, 30_000);
});

describe('one person', () => {
  it('shows to an admin', async () => {
    const answer = await call(getPerson, { as: admin('adm_1'), params: { id: 'per_1' } });
    expect(answer).toMatchObject({ status: 200, body: { id: 'per_1', name: 'Ann Example', roles: ['client'] } });
    expect(answer.body).not.toHaveProperty('addressVeil');
  });

  it('shows to nobody else', async () => {
    expect(await call(getPerson, { as: client('per_1'), params: { id: 'per_1' } })).toMatchObject({ status: 403 });
  });
});

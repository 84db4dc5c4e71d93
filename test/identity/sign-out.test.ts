import { describe, expect, it } from 'vitest';
import { signedOut } from '#lambdas/identity/events';
import { handler as getPerson } from '#lambdas/identity/get-person';
import { handler as listSecurityEvents } from '#lambdas/identity/list-security-events';
import { handler as signOut } from '#lambdas/identity/sign-out';
import { playPool } from '../entries/entries.ts';
import { admin, call, enrolled, person, raised, stoppedAnywhere } from '../kit/index.ts';
import { account } from './people.ts';

describe('sign out everywhere', () => {
  it('holds at once on fresh entries, is told to the pool, and its owner reads of it', async () => {
    playPool(true);
    await account('adm_1');
    await enrolled('adm_1', { roles: ['admin'] });
    const before = admin('adm_1', { issued: Date.now() - 2000 });
    const look = (as: typeof before) => call(getPerson, { as, params: { id: 'adm_1' } });
    expect(await look(before)).toMatchObject({ status: 200 });
    expect(await call(signOut, { as: before })).toMatchObject({ status: 204 });
    expect(await look(before)).toMatchObject({ status: 401, body: { type: '/problems/signed_out' } });
    expect(await look(admin('adm_1', { issued: Date.now() + 2000 }))).toMatchObject({ status: 200 });
    expect(await raised(signedOut)).toEqual([{ personId: 'adm_1' }]);
    const log = await call(listSecurityEvents, { as: before });
    expect(log.body).toMatchObject({ items: [{ kind: 'signed-out', personId: 'adm_1' }] });
  });

  it('can be done again', async () => {
    await call(signOut, { as: person('per_1') });
    expect(await call(signOut, { as: person('per_1') })).toMatchObject({ status: 204 });
    expect(await raised(signedOut)).toHaveLength(2);
  });

  it('keeps all of it or nothing, wherever it is stopped', async () => {
    await stoppedAnywhere(signOut, { as: person('per_1') });
    expect(await raised(signedOut)).toHaveLength(1);
  }, 30_000);
});

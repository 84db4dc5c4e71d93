import { describe, expect, it } from 'vitest';
import { signedUp, signInAsked } from '#lambdas/identity/events';
import { ownerOf, veilOf } from '#lambdas/identity/index';
import { accounts } from '#lambdas/identity/records';
import { handler } from '#lambdas/identity/sign-up';
import { activeOn } from '#shared/table/active';
import { grants } from '#shared/table/grants';
import { call, erase, raised, stoppedAnywhere } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';

const body = { address: ' Ann@Example.com ', name: 'Ann', language: 'kk', zone: 'Asia/Almaty', role: 'coach' } as const;
const address = 'ann@example.com';
const facts = (all: readonly { kind: string; name: string }[]) => all.map(({ kind, name }) => `${kind} ${name}`);

describe('sign up', { timeout: 30_000 }, () => {
  it('commits a pending account with its role, which holds at once, and says nothing', async () => {
    const { status, body: answer } = await call(handler, { body });
    expect({ status, answer }).toEqual({ status: 202, answer: undefined });
    const personId = (await ownerOf(address))!;
    const { name, language, zone } = body;
    expect(await accounts.get({ personId })).toMatchObject({ address, name, language, zone, status: 'pending' });
    expect(facts(await grants.list({ personId }))).toEqual(['account ', 'role coach']);
    expect(await raised(signedUp)).toEqual([{ personId, role: 'coach' }]);
    expect(await raised(signInAsked)).toEqual([{ personId }]);
    expect(personId).toBe(personId.toLowerCase());
  });

  it('is active on the day of the sign-up, and among the newcomers of that day', async () => {
    await call(handler, { body });
    const person = await ownerOf(address);
    const day = (await accounts.get({ personId: person! }))!.signedUpAt.slice(0, 10);
    expect(await activeOn(day, day)).toEqual([{ person, since: day }]);
    await call(handler, { body });
    expect(await activeOn(day)).toHaveLength(1);
  });

  it('keeps address and name readable nowhere', async () => {
    await call(handler, { body });
    expect(JSON.stringify(await rows())).not.toMatch(/ann@|example\.com|"Ann"/i);
  });

  it('answers a known address as an unknown one, keeps the account as it is, and lets its owner be told', async () => {
    const first = await call(handler, { body });
    const before = await accounts.get({ personId: (await ownerOf(address))! });
    const again = await call(handler, { body: { ...body, address, name: 'Mallory', role: 'owner' } });
    expect(again).toEqual(first);
    expect(await accounts.get(before!)).toEqual(before);
    expect(facts(await grants.list(before!))).toEqual(['account ', 'role coach']);
    expect(await raised(signInAsked)).toHaveLength(2);
    expect(await raised(signedUp)).toHaveLength(1);
  });

  it('gives an address to one of two who come at once', async () => {
    await Promise.all([call(handler, { body }), call(handler, { body }), call(handler, { body })]);
    expect((await rows()).filter(({ entity }) => entity === 'account')).toHaveLength(1);
    expect(await raised(signedUp)).toHaveLength(1);
  });

  it('asks nothing of somebody who was erased', async () => {
    const first = await call(handler, { body });
    await erase((await ownerOf(address))!);
    expect(await call(handler, { body })).toEqual(first);
    expect(await raised(signInAsked)).toHaveLength(1);
  });

  it('makes nobody an admin', async () => {
    const answer = await call(handler, { body: { ...body, role: 'admin' } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'role' }] } });
  });

  it.each(['', 'ann', 'ann@', 'a b@example.com', 'ann@example.com\nBcc: all@example.com'])(
    'refuses the address %j',
    async (address) => {
      const answer = await call(handler, { body: { ...body, address } });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'address' }] } });
    },
  );

  it('keeps all of it or nothing, wherever it is stopped', async () => {
    await veilOf(address); // the platform has its key before anybody comes
    expect(await stoppedAnywhere(handler, { body })).toBeGreaterThan(4);
    expect((await rows()).filter(({ entity }) => entity === 'account')).toHaveLength(1);
  });

  it('keeps all of it or nothing for a known address too', async () => {
    await call(handler, { body });
    await stoppedAnywhere(handler, { body });
    expect(await raised(signedUp)).toHaveLength(1);
  });
});

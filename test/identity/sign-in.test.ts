import { randomUUID } from 'node:crypto';
import { AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { letterDue, rolesChanged, signedOut, signInAsked } from '#lambdas/identity/events';
import { handler as onLetterDue } from '#lambdas/identity/on-letter-due';
import { handler as onRolesChanged } from '#lambdas/identity/on-roles-changed';
import { handler as onSignInAsked } from '#lambdas/identity/on-sign-in-asked';
import { handler as onSignedOut } from '#lambdas/identity/on-signed-out';
import { grants } from '#shared/table/grants';
import { temporaryPassword } from '#shared/users/password';
import { pool } from '#shared/users/pool';
import { deliver, enrolled, erase, given, raised, stoppedAnywhere } from '../kit/index.ts';
import { account } from './people.ts';
import { groupsIn, letters, signIn, statusOf, withPool } from './pool.ts';

withPool();
/** An address that is new at every run: what was sent stays in the local AWS. */
const run = randomUUID().slice(0, 8);
const box = (who: string) => `${who}-${run}@example.com`;
const choose = (Username: string) =>
  pool.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: process.env['POOL'],
      Username,
      Password: 'Chosen-By-Me-1234',
      Permanent: true,
    }),
  );

describe('somebody asked to sign in', { timeout: 30_000 }, () => {
  it('gets a user in the pool, their groups, and a letter with the password that opens it', async () => {
    await account('per_a1', { address: box('a1'), language: 'vi' });
    await enrolled('per_a1', { roles: ['client', 'coach'] });
    await deliver(onSignInAsked, signInAsked.raise({ personId: 'per_a1' }));
    expect(await statusOf('per_a1')).toBe('FORCE_CHANGE_PASSWORD');
    expect(await groupsIn('per_a1')).toEqual(['client', 'coach']);

    const [due] = await raised(letterDue);
    expect(due).toMatchObject({ personId: 'per_a1', letter: 'welcome' });
    await deliver(onLetterDue, letterDue.raise(due!));
    const [letter, ...more] = await letters(box('a1'));
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ Subject: 'Đăng nhập vào Steady', Source: 'Steady <hello@example.com>' });
    expect(letter!.BodyText).toContain('https://app.example.com');
    const password = letter!.BodyText.match(/\n {4}(\S+)/)![1]!;
    expect(await signIn(box('a1'), password)).toBe('NEW_PASSWORD_REQUIRED');
    expect(await signIn(box('a1'), `${password}x`)).toBe('NotAuthorizedException');
  });

  it('who never signed in gets a new password, and the old one is no good any more', async () => {
    await account('per_a2', { address: box('a2') });
    await deliver(onSignInAsked, signInAsked.raise({ personId: 'per_a2' }));
    await deliver(onSignInAsked, signInAsked.raise({ personId: 'per_a2' }));
    const due = await raised(letterDue);
    expect(due.map(({ letter }) => letter)).toEqual(['welcome', 'welcome']);
    const passwords = await Promise.all(due.map(({ passwordId }) => temporaryPassword(passwordId)));
    const answers = await Promise.all(passwords.map((one) => signIn(box('a2'), one)));
    expect(answers.sort()).toEqual(['NEW_PASSWORD_REQUIRED', 'NotAuthorizedException']);
  });

  it('who has a password of their own keeps it, and is told that we know them', async () => {
    await account('per_a3', { address: box('a3'), language: 'en' });
    await deliver(onSignInAsked, signInAsked.raise({ personId: 'per_a3' }));
    await choose('per_a3');
    await deliver(onSignInAsked, signInAsked.raise({ personId: 'per_a3' }));
    expect(await statusOf('per_a3')).toBe('CONFIRMED');
    const known = (await raised(letterDue)).find(({ letter }) => letter === 'known');
    await deliver(onLetterDue, letterDue.raise(known!));
    const [letter] = await letters(box('a3'));
    expect(letter!.Subject).toBe('You have an account at Steady');
    expect(letter!.BodyText).not.toContain(await temporaryPassword(known!.passwordId));
  });

  it('gets all of it wherever it is stopped, with the same password', async () => {
    await account('per_a4', { address: box('a4') });
    await enrolled('per_a4', { roles: ['owner'] });
    await stoppedAnywhere(onSignInAsked, signInAsked.raise({ personId: 'per_a4' }));
    expect(await groupsIn('per_a4')).toEqual(['owner']);
    const [due, ...more] = await raised(letterDue);
    expect(more).toEqual([]);
    expect(await signIn(box('a4'), await temporaryPassword(due!.passwordId))).toBe('NEW_PASSWORD_REQUIRED');
  });

  it('hears nothing once erased', async () => {
    await account('per_a5', { address: box('a5') });
    await erase('per_a5');
    await deliver(onSignInAsked, signInAsked.raise({ personId: 'per_a5' }));
    await deliver(onLetterDue, letterDue.raise({ personId: 'per_a5', letter: 'welcome', passwordId: 'pwd_1' }));
    await expect(statusOf('per_a5')).rejects.toThrow('does not exist');
    expect(await letters(box('a5'))).toEqual([]);
  });
});

describe('a letter', { timeout: 30_000 }, () => {
  const due = (personId: string, id: string) =>
    letterDue.raise({ personId, letter: 'welcome', passwordId: `pwd_${id}` });

  it('leaves wherever it was stopped', async () => {
    await account('per_b1', { address: box('b1') });
    await stoppedAnywhere(onLetterDue, due('per_b1', '1'));
    expect((await letters(box('b1'))).length).toBeGreaterThan(0);
  });

  it('does not pile up in the box of somebody whom a stranger signs up again and again', async () => {
    await account('per_b2', { address: box('b2') });
    for (let nth = 0; nth < 7; nth += 1) await deliver(onLetterDue, due('per_b2', String(nth)));
    expect(await letters(box('b2'))).toHaveLength(5);
  });
});

describe('what the pool hears later', { timeout: 30_000 }, () => {
  it('groups become what the table says, in whatever order it is told', async () => {
    await account('per_c1', { address: box('c1') });
    await enrolled('per_c1', { roles: ['client'] });
    await deliver(onSignInAsked, signInAsked.raise({ personId: 'per_c1' }));
    await enrolled('per_c2', { roles: ['coach'] });
    await deliver(onRolesChanged, rolesChanged.raise({ personId: 'per_c2' })); // not there yet

    const role = await grants.get({ personId: 'per_c1', kind: 'role', name: 'client' });
    const since = '2026-01-01T00:00:00.000Z';
    await given(grants.remove(role!), grants.add({ personId: 'per_c1', kind: 'role', name: 'admin', since }));
    await stoppedAnywhere(onRolesChanged, rolesChanged.raise({ personId: 'per_c1' }));
    expect(await groupsIn('per_c1')).toEqual(['admin']);
  });

  it('a sign-out ends the sessions, also of somebody the pool does not know', async () => {
    await account('per_c3', { address: box('c3') });
    await deliver(onSignInAsked, signInAsked.raise({ personId: 'per_c3' }));
    await choose('per_c3');
    const refresh = await signIn(box('c3'), 'Chosen-By-Me-1234');
    expect(await signIn('', '', refresh)).toBe('refreshed');
    await deliver(onSignedOut, signedOut.raise({ personId: 'per_c3' }));
    expect(await signIn('', '', refresh)).toBe('NotAuthorizedException');
    await deliver(onSignedOut, signedOut.raise({ personId: 'per_nobody' }));
  });
});

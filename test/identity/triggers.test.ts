import type { Context } from 'aws-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { handler as listSecurityEvents } from '#lambdas/identity/list-security-events';
import { handler as recordAttempt } from '#lambdas/identity/record-attempt';
import { handler as recordSignIn } from '#lambdas/identity/record-sign-in';
import type { Hook, PoolEvent } from '#shared/users/hook';
import { call, person } from '../kit/index.ts';
import { within } from '../kit/needs.ts';
import { rows } from '../kit/tables.ts';

/** As the pool asks. */
const ask = (handler: Hook, triggerSource: string, more: Partial<PoolEvent> = {}) => {
  const event = { triggerSource, userName: 'per_1', request: {}, response: {}, ...more };
  return within({ kind: 'trigger', contract: handler.trigger }, async () => {
    expect(await handler(event, {} as Context)).toBe(event);
  });
};
const kinds = async () => (await call(listSecurityEvents, { as: person('per_1') })).body.items.map(({ kind }) => kind);

const table = process.env['TABLE'];
afterEach(() => {
  process.env['TABLE'] = table;
});

describe('the user pool', () => {
  it('tells of attempts and sign-ins, and their owner reads it, the latest first', async () => {
    await ask(recordAttempt, 'PreAuthentication_Authentication');
    await new Promise((resolve) => setTimeout(resolve, 2));
    await ask(recordAttempt, 'PreAuthentication_Authentication');
    await new Promise((resolve) => setTimeout(resolve, 2));
    await ask(recordSignIn, 'TokenGeneration_HostedAuth');
    expect(await kinds()).toEqual(['sign-in', 'attempt', 'attempt']);
  });

  it('makes no sign-in of a refresh', async () => {
    await ask(recordSignIn, 'TokenGeneration_RefreshTokens');
    expect(await kinds()).toEqual([]);
  });

  it('leaves nothing of a name that nobody has', async () => {
    const request = { userNotFound: true };
    await ask(recordAttempt, 'PreAuthentication_Authentication', { userName: 'what-was-typed', request });
    expect(await rows()).toEqual([]);
  });

  it('lets people in when their log cannot be written', async () => {
    process.env['TABLE'] = 'no-such-table';
    await ask(recordAttempt, 'PreAuthentication_Authentication');
    await ask(recordSignIn, 'TokenGeneration_Authentication');
    process.env['TABLE'] = table;
    expect(await kinds()).toEqual([]);
  });
});

import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { handler } from '#lambdas/identity/get-sign-in';
import { call } from '../kit/index.ts';

/** Whoever asks the table learns once where AWS is. */
beforeAll(() => call(handler));
afterEach(() => vi.unstubAllEnvs());

it.each([
  ['on AWS', undefined, 'https://sign-in.example.com'],
  ['on the local AWS', 'http://127.0.0.1:4999', 'http://127.0.0.1:4999'],
])('says where and how to sign in, %s', async (_, local, base) => {
  vi.stubEnv('AWS_ENDPOINT_URL', local);
  expect(await call(handler)).toMatchObject({
    status: 200,
    body: {
      authorizationEndpoint: `${base}/oauth2/authorize`,
      tokenEndpoint: `${base}/oauth2/token`,
      logoutEndpoint: `${base}/logout`,
      clientId: 'client',
      redirectUri: 'https://app.example.com/callback',
      scopes: ['openid', 'email', 'profile'],
      responseType: 'code',
      codeChallengeMethod: 'S256',
    },
  });
});

import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { handler } from '#shared/sockets/authorise';

const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });
let asked = 0;

beforeEach(() => {
  asked = 0;
  vi.stubEnv('POOL', 'pool');
  vi.stubEnv('ISSUER', 'https://issuer.example');
  vi.stubEnv('CLIENT', 'client');
  vi.stubGlobal('fetch', async () => {
    asked += 1;
    return Response.json({ keys: [{ ...ours.publicKey.export({ format: 'jwk' }), kid: 'one' }] });
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const good = () => ({
  username: 'per_1',
  iss: 'https://issuer.example',
  client_id: 'client',
  token_use: 'access',
  exp: Math.floor(Date.now() / 1000) + 60,
});
function token(claims: object = {}, { kid = 'one', key = ours.privateKey, alg = 'RS256' } = {}) {
  const text = `${encoded({ kid, alg })}.${encoded({ ...good(), ...claims })}`;
  return `${text}.${createSign('sha256').update(text).sign(key).toString('base64url')}`;
}
async function opens(queryToken: string | undefined) {
  const { policyDocument, context } = await handler({
    methodArn: 'arn',
    queryStringParameters: queryToken === undefined ? null : { token: queryToken },
  } as never);
  return [(policyDocument.Statement[0] as { Effect: string }).Effect, context?.['person']];
}

it('lets in whoever holds an access token of ours', async () => {
  expect(await opens(token())).toEqual(['Allow', 'per_1']);
});

it.each([
  ['nothing', () => undefined],
  ['no token', () => 'a.b.c'],
  ['a token signed by another', () => token({}, { key: theirs.privateKey })],
  [
    'a token whose header says it needs no signature',
    () => `${token({}, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`,
  ],
  ['altered claims', () => token().replace(/\.[^.]+\./, `.${encoded({ ...good(), username: 'per_2' })}.`)],
  ['an ID token', () => token({ token_use: 'id' })],
  ['a token for another client', () => token({ client_id: 'other' })],
  ['a token of another pool', () => token({ iss: 'https://other.example' })],
  ['an expired token', () => token({ exp: Math.floor(Date.now() / 1000) - 1 })],
])('turns away %s', async (_, made) => {
  expect(await opens(made())).toEqual(['Deny', 'nobody']);
});

it('asks for keys again when it meets a new one, but not at every stranger', async () => {
  await opens(token());
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
  asked = 0;
  for (const _ of [1, 2, 3]) expect(await opens(token({}, { kid: 'two' }))).toEqual(['Deny', 'nobody']);
  expect(asked).toBe(1);
});

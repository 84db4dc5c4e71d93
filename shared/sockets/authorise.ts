import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { setting } from '#shared/env';
import { log } from '#shared/log';

let keys: Promise<Map<string, KeyObject>> | undefined;

async function fetchKeys(): Promise<Map<string, KeyObject>> {
  const [local, pool] = [process.env['AWS_ENDPOINT_URL'], setting('POOL')];
  const base = local ? `${local}/${pool}` : setting('ISSUER');
  const answer = await fetch(`${base}/.well-known/jwks.json`);
  const { keys: found } = (await answer.json()) as { keys: (JsonWebKey & { kid: string })[] };
  return new Map(found.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })]));
}

const part = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Record<string, string>;

/** A socket has no header of its own: the access token comes in the query. */
export async function handler(event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  const [head = '', body = '', signature = ''] = (event.queryStringParameters?.['token'] ?? '').split('.');
  const answer = (Effect: 'Allow' | 'Deny', principalId = 'nobody') => ({
    principalId,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect, Resource: event.methodArn }],
    },
    context: { person: principalId },
  });
  try {
    const key = (await (keys ??= fetchKeys())).get(part(head)['kid']!);
    const good = key && verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'));
    const { username, exp, iss, token_use, client_id } = part(body);
    if (!good || iss !== setting('ISSUER') || client_id !== setting('CLIENT') || token_use !== 'access')
      throw new Error('not ours');
    if (Number(exp) * 1000 < Date.now()) throw new Error('expired');
    log.info('let in', { actor: username });
    return answer('Allow', username);
  } catch (error) {
    keys = undefined;
    log.info('turned away', { reason: (error as Error).message });
    return answer('Deny');
  }
}

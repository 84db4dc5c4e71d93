import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { setting } from '#shared/env';
import { log } from '#shared/log';
import { minutes } from '#shared/time';

/** A token signed with a key that we have not seen makes us ask for the pool's keys again, but not at every such token. */
const ASKED_AGAIN_AFTER = minutes(1);
let known: { keys: Map<string, KeyObject>; at: number } | undefined;

async function keyOf(kid: string): Promise<KeyObject | undefined> {
  if (known?.keys.has(kid) || (known && Date.now() - known.at < ASKED_AGAIN_AFTER)) return known.keys.get(kid);
  const [local, pool] = [process.env['AWS_ENDPOINT_URL'], setting('POOL')];
  const answer = await fetch(`${local ? `${local}/${pool}` : setting('ISSUER')}/.well-known/jwks.json`);
  const { keys } = (await answer.json()) as { keys: (JsonWebKey & { kid: string })[] };
  known = { keys: new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })])), at: Date.now() };
  return known.keys.get(kid);
}

/** Why somebody is turned away. */
class TurnedAway extends Error {}

/** Whose access token it is. Its signature is RS256, whatever its header says. */
async function holderOf(token: string): Promise<string> {
  const [head = '', body = '', signature = ''] = token.split('.');
  const { kid } = part(head);
  const key = typeof kid === 'string' ? await keyOf(kid) : undefined;
  const isSigned = key && verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'));
  if (!isSigned) throw new TurnedAway('not signed by the pool');
  const { username, exp, iss, token_use, client_id } = part(body);
  if (iss !== setting('ISSUER') || client_id !== setting('CLIENT')) throw new TurnedAway('for somewhere else');
  if (token_use !== 'access') throw new TurnedAway('no access token');
  if (Number(exp) * 1000 < Date.now()) throw new TurnedAway('expired');
  return String(username);
}

function part(text: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw new TurnedAway('no token');
  }
}

/** Who opens a socket. It has no header of its own: the access token comes in the query. */
export async function handler(event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  const answer = (Effect: 'Allow' | 'Deny', person: string) => ({
    principalId: person,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect, Resource: event.methodArn }],
    },
    context: { person },
  });
  try {
    const person = await holderOf(event.queryStringParameters?.['token'] ?? '');
    log.info('let in', { actor: person });
    return answer('Allow', person);
  } catch (error) {
    if (!(error instanceof TurnedAway)) throw error;
    log.info('turned away', { reason: error.message });
    return answer('Deny', 'nobody');
  }
}

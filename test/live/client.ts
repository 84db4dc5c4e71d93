import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export const BASE = process.env['AWS_ENDPOINT_URL'] ?? 'http://127.0.0.1:4566';
const outputs = JSON.parse(readFileSync(new URL('../../outputs.json', import.meta.url), 'utf8'));
export const { PoolId, ClientId } = outputs['steady-local-users'];
export const { HttpApiId, SocketApiId } = outputs['steady-local-api'];
const CALLBACK = 'http://127.0.0.1:4629/callback';

const cognito = new CognitoIdentityProviderClient({});
export const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export async function newPerson(email: string, temporary: string, roles: string[]): Promise<string> {
  const { User } = await cognito.send(
    new AdminCreateUserCommand({
      UserPoolId: PoolId,
      Username: email,
      TemporaryPassword: temporary,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ],
    }),
  );
  const sub = User!.Attributes!.find(({ Name }) => Name === 'sub')!.Value!;
  for (const GroupName of roles)
    await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId: PoolId, Username: email, GroupName }));
  return sub;
}

/** What a browser does with a form: its hidden fields, and what the person types. */
function form(html: string, base: string, typed: Record<string, string>) {
  const fields = new URLSearchParams();
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const at = (name: string) => tag.match(new RegExp(`${name}="([^"]*)"`))?.[1];
    if (at('type') === 'hidden' && at('name')) fields.set(at('name')!, (at('value') ?? '').replaceAll('&amp;', '&'));
  }
  for (const [name, value] of Object.entries(typed)) fields.set(name, value);
  const action = html.match(/<form[^>]*action="([^"]*)"/)?.[1]?.replaceAll('&amp;', '&') ?? base;
  return { url: new URL(action, base), fields };
}

export async function signIn(email: string, password: string, renewed?: string) {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(8).toString('hex');
  const authorize = `${BASE}/oauth2/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: ClientId,
    redirect_uri: CALLBACK,
    scope: 'openid email profile',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })}`;
  const page = await fetch(authorize);
  let html = await page.text();
  if (page.status !== 200) throw new Error(`authorize ${page.status} ${html}`);
  const names = (text: string) => [...text.matchAll(/name="([^"]*)"/g)].map(([, name]) => name);
  let { url, fields } = form(html, page.url, { username: email, password });
  let answer = await fetch(url, { method: 'POST', body: fields, redirect: 'manual' });
  if (answer.status === 200) {
    html = await answer.text();
    const inputs = names(html);
    if (!inputs.includes('new_password')) throw new Error(`no way in: ${inputs} ${html.slice(0, 400)}`);
    ({ url, fields } = form(html, answer.url || url.href, { new_password: renewed!, confirm_password: renewed! }));
    answer = await fetch(url, { method: 'POST', body: fields, redirect: 'manual' });
  }
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`no redirect: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
  const back = new URL(location);
  if (back.searchParams.get('state') !== state) throw new Error('state');
  const token = await fetch(`${BASE}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: ClientId,
      redirect_uri: CALLBACK,
      code: back.searchParams.get('code')!,
      code_verifier: verifier,
    }),
  });
  const tokens = (await token.json()) as Record<string, string>;
  if (!tokens['access_token']) throw new Error(`token ${token.status} ${JSON.stringify(tokens)}`);
  return tokens as { access_token: string; id_token: string; refresh_token: string };
}

export const claims = (token: string) => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());

export async function api(method: string, path: string, token: string | undefined, body?: unknown, key?: string) {
  const answer = await fetch(`${BASE}/_aws/execute-api/${HttpApiId}${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      'content-type': 'application/json',
      ...(key && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

export function listen(token: string) {
  const socket = new WebSocket(`${BASE.replace('http', 'ws')}/_aws/execute-api/${SocketApiId}/v1?token=${token}`);
  const messages: any[] = [];
  let wake = () => {};
  socket.onmessage = ({ data }) => {
    messages.push(JSON.parse(String(data)));
    wake();
  };
  const opened = new Promise<void>((done, fail) => {
    socket.onopen = () => done();
    socket.onerror = (e: any) => fail(new Error(`socket: ${e.message}`));
  });
  const next = async (ms: number) => {
    const until = Date.now() + ms;
    while (messages.length === 0) {
      const left = until - Date.now();
      if (left <= 0) throw new Error(`no message in ${ms} ms`);
      await Promise.race([new Promise<void>((done) => (wake = done)), new Promise((done) => setTimeout(done, left))]);
    }
    return messages.shift();
  };
  return { socket, opened, next, messages };
}
export const listUsers = () => cognito.send(new ListUsersCommand({ UserPoolId: PoolId }));

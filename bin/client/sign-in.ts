import { createHash, randomBytes } from 'node:crypto';
import { type Deployed, signInPage } from '../machine/deployed.ts';

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
}
export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** What they choose in place of a temporary password. */
  readonly chosen?: string;
}

/** The hosted sign-in, as a browser goes through it: authorization code with PKCE. */
export async function signIn(deployed: Deployed, { email, password, chosen }: Credentials): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(8).toString('hex');
  const page = await fetch(
    signInPage(deployed, {
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }),
  );
  let shown = await shownBy(page);
  let answer = await send(shown, { username: email, password });
  if (answer.status === 200) {
    shown = await shownBy(answer);
    if (!shown.html.includes('new_password')) throw new Error(`the sign-in does not let ${email} in`);
    if (chosen === undefined) throw new Error(`the sign-in wants a new password of ${email}`);
    answer = await send(shown, { new_password: chosen, confirm_password: chosen });
  }
  const back = new URL(answer.headers.get('location') ?? 'none:');
  if (!back.href.startsWith(deployed.callback)) throw new Error(`the sign-in leads ${email} to ${back}`);
  if (back.searchParams.get('state') !== state) throw new Error('the sign-in brought another state back');
  const { callback, endpoint, clientId } = deployed;
  const token = await fetch(`${endpoint}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: callback,
      code: back.searchParams.get('code') ?? '',
      code_verifier: verifier,
    }),
  });
  if (!token.ok) throw new Error(`no tokens for ${email}: ${token.status} ${await token.text()}`);
  return (await token.json()) as Tokens;
}

interface Shown {
  readonly html: string;
  readonly at: string;
}
async function shownBy(page: Response): Promise<Shown> {
  const html = await page.text();
  if (page.status !== 200) throw new Error(`the sign-in page answers ${page.status}: ${html.slice(0, 300)}`);
  return { html, at: page.url };
}

/** What a browser does with a form: its hidden fields, and what the person types. */
function send({ html, at }: Shown, typed: Readonly<Record<string, string>>): Promise<Response> {
  const fields = new URLSearchParams();
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const [type, name] = [attribute(tag, 'type'), attribute(tag, 'name')];
    if (type === 'hidden' && name) fields.set(name, attribute(tag, 'value') ?? '');
  }
  for (const [name, value] of Object.entries(typed)) fields.set(name, value);
  const action = attribute(html.match(/<form[^>]*>/)?.[0] ?? '', 'action') ?? at;
  return fetch(new URL(action, at), { method: 'POST', body: fields, redirect: 'manual' });
}

const attribute = (tag: string, name: string) =>
  tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1]?.replaceAll('&amp;', '&');

/** What a token says; whether it is genuine is for the API to judge. */
export const claims = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));

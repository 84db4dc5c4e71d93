import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { giveConsent, listConsentDocuments, signUp } from '#lambdas/identity/routes';
import type { SignUp } from '#lambdas/identity/schemas';
import { type Call, connect } from '#shared/http/client';
import type { Deployed } from '../machine/deployed.ts';
import { granted } from './granted.ts';
import { temporaryPassword } from './mailbox.ts';
import { claims, signIn, type Tokens } from './sign-in.ts';

/** Somebody at a client program of theirs. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly tokens: Tokens;
  readonly call: Call;
}
export type Newcomer = z.input<typeof SignUp>;

export async function enter(deployed: Deployed, email: string, password: string, chosen?: string): Promise<Person> {
  const tokens = await signIn(deployed, { email, password, ...(chosen !== undefined && { chosen }) });
  const token = tokens.access_token;
  return { id: String(claims(token)['username']), email, tokens, call: connect({ base: deployed.api, token }) };
}

/** Signs up, and takes the temporary password out of the letter. */
export async function register(deployed: Deployed, newcomer: Newcomer): Promise<string> {
  granted(await connect({ base: deployed.api })(signUp, { body: newcomer }));
  return temporaryPassword(deployed, newcomer.address);
}

/** Reads the document on health data, and consents to what it read. */
export async function consent({ call }: Person) {
  const { items } = granted(await call(listConsentDocuments, { query: { language: 'en' } }));
  const read = items.find(({ document }) => document === 'health-data')!;
  const hash = createHash('sha256').update(read.text).digest('hex');
  return granted(await call(giveConsent, { body: { document: read.document, version: read.version, hash } }));
}

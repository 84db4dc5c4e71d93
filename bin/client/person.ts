import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { giveConsent, listConsentDocuments, signUp } from '#lambdas/identity/routes';
import type { DocumentName, SignUp } from '#lambdas/identity/schemas';
import { type Call, connect } from '#shared/http/client';
import type { Deployed } from '../machine/deployed.ts';
import { granted } from './granted.ts';
import { temporaryPassword } from './mailbox.ts';
import { type Codes, signInByApi } from './second-factor.ts';
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
  return at(deployed, email, await signIn(deployed, { email, password, ...(chosen !== undefined && { chosen }) }));
}

/** The same by the pool's own API, which asks for a code where the hosted sign-in on this machine does not. */
export const enterByApi = async (deployed: Deployed, email: string, password: string, codes?: Codes): Promise<Person> =>
  at(deployed, email, await signInByApi(deployed, { email, password }, codes));

function at({ api: base }: Deployed, email: string, tokens: Tokens): Person {
  const token = tokens.access_token;
  return { id: String(claims(token)['username']), email, tokens, call: connect({ base, token }) };
}

/** Signs up, and takes the temporary password out of the letter. */
export async function register(deployed: Deployed, newcomer: Newcomer): Promise<string> {
  granted(await connect({ base: deployed.api })(signUp, { body: newcomer }));
  return temporaryPassword(deployed, newcomer.address);
}

/** Reads a document, and consents to what it read. */
export async function consent({ call }: Person, about: DocumentName = 'health-data') {
  const { items } = granted(await call(listConsentDocuments, { query: { language: 'en' } }));
  const read = items.find(({ document }) => document === about)!;
  const hash = createHash('sha256').update(read.text).digest('hex');
  return granted(await call(giveConsent, { body: { document: read.document, version: read.version, hash } }));
}

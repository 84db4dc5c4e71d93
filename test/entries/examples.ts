import { fresh, withPlan } from '#lambdas/cessation/domain/progress';
import { progresses } from '#lambdas/cessation/records';
import { CURRENT } from '#lambdas/identity/domain/documents';
import { happened } from '#lambdas/identity/domain/person';
import { consents, securityEvents } from '#lambdas/identity/records';
import { memberships } from '#lambdas/membership/records';
import { sha256 } from '#shared/digest';
import { dayIn } from '#shared/time';
import { account } from '../identity/people.ts';
import { given } from '../kit/index.ts';
import type { HouseEntry } from './entries.ts';

const today = dayIn('Asia/Almaty', new Date());

const quitting = (clientId: string) => {
  const plan = { id: 'att_1', quitDate: today, zone: 'Asia/Almaty' };
  return given(progresses.add(withPlan(fresh(clientId, plan.zone), plan)));
};
const basicMember = (personId: string) =>
  given(memberships.add({ personId, plan: 'basic', since: '2026-01-01T00:00:00.000Z' }));

/** A request that is as it must be, as somebody would send it; and what must be there before, for a person. */
export interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly given?: (personId: string) => Promise<unknown>;
}

/** What makes an item another's: nothing in the request names one (the key is the caller's own id), or an item of
 *  somebody else that is given, and the request that names it; or the entry is there to act on others. */
export type Ownership = 'key' | 'everybody' | 'authority' | ((otherId: string) => Promise<Example>);

const consent = {
  id: 'cns_1',
  document: 'terms',
  documentVersion: '2026-01',
  hash: 'a'.repeat(64),
  at: '2026-01-01T00:00:00.000Z',
} as const;

/** By hand, and only this: one line a route. */
export const examples: Readonly<Record<string, Example & { readonly owned: Ownership }>> = {
  getMembership: { given: basicMember, owned: 'key' },
  getOverview: { owned: 'authority' },
  getReference: { owned: 'everybody' },
  getReferenceFile: { params: { file: 'start.js' }, owned: 'everybody' },
  getSummary: { given: quitting, owned: 'key' },
  getTrends: { given: quitting, owned: 'key' },
  grantMembership: {
    body: { personId: 'per_1', plan: 'premium', until: '2099-01-01T00:00:00.000Z' },
    given: basicMember,
    owned: 'authority',
  },
  listMembershipPlans: { owned: 'everybody' },
  listNotices: { owned: 'key' },
  logCraving: {
    body: { at: '2026-01-02T09:00:00.000Z', trigger: 'coffee', intensity: 7, smoked: true },
    owned: 'key',
  },
  logDay: { params: { date: today }, body: { cigarettes: 3, mood: 4, craving: 7 }, given: quitting, owned: 'key' },
  setQuitPlan: { body: { quitDate: today, zone: 'Asia/Almaty', method: 'abrupt' }, owned: 'key' },
  setSmokingProfile: {
    body: {
      zone: 'Asia/Almaty',
      cigarettesADay: 20,
      smokingSince: '2001-05-01',
      pack: { price: { amountMinor: 85_000, currency: 'KZT' }, cigarettes: 20 },
    },
    owned: 'key',
  },
  signUp: {
    body: { address: 'ann@example.com', name: 'Ann', language: 'kk', zone: 'Asia/Almaty', role: 'client' },
    owned: 'everybody',
  },
  getSignIn: { owned: 'everybody' },
  getMe: { given: account, owned: 'key' },
  changeMe: { body: { name: 'Ann', language: 'kk', zone: 'Asia/Almaty' }, given: account, owned: 'key' },
  signOut: { owned: 'key' },
  setRoles: {
    params: { id: 'per_9' },
    body: { roles: ['coach'] },
    given: () => account('per_9'),
    owned: 'authority',
  },
  getPerson: { params: { id: 'per_9' }, given: () => account('per_9'), owned: 'authority' },
  listConsentDocuments: { query: { language: 'vi' }, owned: 'everybody' },
  giveConsent: {
    body: { document: 'terms', version: CURRENT.terms.version, hash: sha256(CURRENT.terms.texts.en) },
    owned: 'key',
  },
  listConsents: {
    given: (personId) => given(consents.add({ ...consent, personId })),
    owned: 'key',
  },
  listSecurityEvents: {
    given: (personId) => given(securityEvents.add(happened('sign-in', personId, new Date(), 'sec_1'))),
    owned: 'key',
  },
};

export const exampleOf = ({ name }: HouseEntry) => {
  const example = examples[name];
  if (example === undefined) throw new Error(`${name} has no example in test/entries/examples.ts`);
  return example;
};

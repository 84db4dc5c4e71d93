import { CURRENT } from '#lambdas/identity/domain/documents';
import { happened } from '#lambdas/identity/domain/person';
import { consents, securityEvents } from '#lambdas/identity/records';
import { sha256 } from '#shared/digest';
import type { Example } from '../entries/example.ts';
import { given } from '../kit/index.ts';
import { account } from './people.ts';

const consent = {
  id: 'cns_1',
  document: 'terms',
  documentVersion: '2026-01',
  hash: 'a'.repeat(64),
  at: '2026-01-01T00:00:00.000Z',
} as const;

export const signUp: Example = {
  body: { address: 'ann@example.com', name: 'Ann', language: 'kk', zone: 'Asia/Almaty', role: 'client' },
  owned: 'everybody',
};

export const getSignIn: Example = { owned: 'everybody' };

export const getMe: Example = { given: account, owned: 'key' };

export const changeMe: Example = {
  body: { name: 'Ann', language: 'kk', zone: 'Asia/Almaty' },
  given: account,
  owned: 'key',
};

export const signOut: Example = { owned: 'key' };

export const setRoles: Example = {
  params: { id: 'per_9' },
  body: { roles: ['coach'] },
  given: () => account('per_9'),
  owned: 'authority',
};

export const getPerson: Example = { params: { id: 'per_9' }, given: () => account('per_9'), owned: 'authority' };

export const listConsentDocuments: Example = { query: { language: 'vi' }, owned: 'everybody' };

export const giveConsent: Example = {
  body: { document: 'terms', version: CURRENT.terms.version, hash: sha256(CURRENT.terms.texts.en) },
  owned: 'key',
};

export const listConsents: Example = {
  given: (personId) => given(consents.add({ ...consent, personId })),
  owned: 'key',
};

export const listSecurityEvents: Example = {
  given: (personId) => given(securityEvents.add(happened('sign-in', personId, new Date(), 'sec_1'))),
  owned: 'key',
};

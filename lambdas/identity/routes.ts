import * as z from 'zod';
import { browsing, route } from '#shared/http/route';
import { pageOf } from '#shared/page';
import { PersonId } from '#shared/text';
import { notCurrent, otherText } from './domain/consent.ts';
import { ownAdminRole } from './domain/person.ts';
import { rolesChanged, signedOut, signedUp, signInAsked } from './events.ts';
import {
  Account,
  Consent,
  ConsentDocument,
  Language,
  Me,
  Person,
  PersonRoles,
  Roles,
  SecurityEvent,
  SignIn,
  SignUp,
} from './schemas.ts';

export const signUp = route({
  method: 'POST',
  path: '/v1/sign-ups',
  audience: ['anyone'],
  summary: 'Sign up: whatever the address, the answer is the same, and a letter says more',
  limit: { burst: 20, everySeconds: 30 },
  body: SignUp,
  returns: [202, z.undefined()],
  fails: [],
  raises: [signedUp, signInAsked],
  needs: ['get:ADDRESS', 'put:ADDRESS', 'get:USER', 'put:USER', 'put:GRANT', 'put:ACTIVE'],
  impact: 'nobody new can sign up',
});

export const getSignIn = route({
  method: 'GET',
  path: '/v1/sign-in',
  audience: ['anyone'],
  limit: browsing,
  summary: 'Where and how to sign in',
  returns: [200, SignIn],
  fails: [],
  needs: [],
  impact: 'client programs do not find the sign-in',
});

export const getMe = route({
  method: 'GET',
  path: '/v1/me',
  // Anybody signed in; the roles are named so that the handler learns which of them the token tells.
  audience: ['person', 'client', 'coach', 'owner', 'admin'],
  summary: 'Who I am, and which dashboard is mine',
  match: true,
  returns: [200, Me],
  fails: [],
  raises: [rolesChanged],
  needs: ['get:USER', 'put:USER', 'query:GRANT', 'seal'],
  impact: 'people sign in and are not sent on to their dashboard',
});

export const changeMe = route({
  method: 'PATCH',
  path: '/v1/me',
  audience: ['person'],
  summary: 'Change my name, language or time zone',
  match: true,
  body: Account.pick({ name: true, language: true, zone: true }).partial(),
  returns: [200, Me],
  fails: [],
  needs: ['get:USER', 'put:USER'],
  impact: 'people cannot change their name, language or time zone',
});

export const signOut = route({
  method: 'POST',
  path: '/v1/sign-outs',
  audience: ['person'],
  summary: 'Sign me out everywhere',
  limit: { burst: 10, everySeconds: 60 },
  returns: [204, z.undefined()],
  fails: [],
  raises: [signedOut],
  needs: ['get:GRANT', 'put:GRANT', 'put:USER'],
  impact: 'people cannot shut out whoever holds their token',
});

export const setRoles = route({
  method: 'PUT',
  path: '/v1/people/{id}/roles',
  audience: ['admin'],
  fresh: true,
  summary: 'Say which roles a person holds',
  params: { id: PersonId },
  body: Roles,
  returns: [200, PersonRoles],
  fails: [ownAdminRole],
  raises: [rolesChanged],
  needs: ['get:USER', 'put:USER', 'put:GRANT', 'delete:GRANT'],
  impact: 'admins cannot give or take roles',
});

export const getPerson = route({
  method: 'GET',
  path: '/v1/people/{id}',
  audience: ['admin'],
  fresh: true,
  summary: 'One person, for an admin',
  params: { id: PersonId },
  returns: [200, Person],
  fails: [],
  needs: ['get:USER', 'unseal'],
  impact: 'admins cannot look a person up',
});

export const listConsentDocuments = route({
  method: 'GET',
  path: '/v1/consent-documents',
  audience: ['anyone'],
  limit: browsing,
  summary: 'What people are asked to consent to',
  query: z.strictObject({ language: Language.default('en') }),
  returns: [200, z.strictObject({ items: z.array(ConsentDocument) })],
  fails: [],
  needs: [],
  impact: 'nobody can read what they are asked to consent to',
});

export const giveConsent = route({
  method: 'POST',
  path: '/v1/consents',
  audience: ['person'],
  summary: 'Consent to a document as it stands now',
  body: Consent.pick({ document: true, version: true, hash: true }),
  returns: [201, Consent],
  fails: [notCurrent, otherText],
  needs: ['put:USER', 'get:GRANT', 'put:GRANT'],
  impact: 'nobody can consent, and no health data is taken',
});

export const listConsents = route({
  method: 'GET',
  path: '/v1/consents',
  audience: ['person'],
  summary: 'What I consented to, the latest first',
  pages: true,
  returns: [200, pageOf(Consent)],
  fails: [],
  needs: ['query:USER'],
  impact: 'people do not see what they consented to',
});

export const listSecurityEvents = route({
  method: 'GET',
  path: '/v1/security-events',
  audience: ['person'],
  summary: 'What happened to my account, the latest first',
  pages: true,
  returns: [200, pageOf(SecurityEvent)],
  fails: [],
  needs: ['query:USER'],
  impact: 'people do not see who signed in to their account',
});

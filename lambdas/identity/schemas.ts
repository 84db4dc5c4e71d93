import * as z from 'zod';
import { Id, PersonId, Text } from '#shared/text';
import { Instant, Zone } from '#shared/time';

/** Roles that people hold for themselves; what they do in a business belongs to the business. */
export const Role = z.enum(['client', 'coach', 'owner', 'admin']);
export type Role = z.infer<typeof Role>;

/** The languages that we write to people in. */
export const Language = z.enum(['en', 'ru', 'kk', 'vi']);
export type Language = z.infer<typeof Language>;

/** One address, however it was typed. */
export const Address = z.string().trim().toLowerCase().max(254).regex(z.regexes.email).describe('An e-mail address');

export const Account = z
  .strictObject({
    personId: PersonId,
    address: Address,
    addressVeil: z.string().describe('under which the address points to this person'),
    name: Text(100),
    language: Language,
    zone: Zone.describe('in which the person lives their days'),
    status: z.enum(['pending', 'active']).describe('pending until the first call with a token'),
    signedUpAt: Instant,
    activeSince: Instant.optional(),
  })
  .meta({ id: 'Account', description: 'A person, as they are known to us' });
export type Account = z.infer<typeof Account>;

/** To whom an address belongs: written with the account, so that it belongs to one person only. */
export const AddressOwner = z.strictObject({ veil: z.string(), personId: PersonId });

export const SignUp = Account.pick({ address: true, name: true, language: true, zone: true }).extend({
  role: Role.exclude(['admin']),
});

const shown = Account.omit({ personId: true, addressVeil: true }).extend({ id: PersonId, roles: z.array(Role) });

export const Person = shown.meta({ id: 'Person', description: 'An account as an admin sees it' });

export const Dashboard = z.enum(['admin', 'business', 'coach', 'user']);
export type Dashboard = z.infer<typeof Dashboard>;

export const DocumentName = z.enum(['health-data', 'terms', 'privacy']);
export type DocumentName = z.infer<typeof DocumentName>;

export const Me = shown
  .extend({
    dashboard: Dashboard.describe('the one to open'),
    dashboards: z.array(Dashboard),
    consents: z.array(z.strictObject({ document: z.string(), version: z.string(), since: Instant })),
  })
  .meta({ id: 'Me', description: 'Who calls, and what is theirs' });
export type Me = z.infer<typeof Me>;

export const Roles = z.strictObject({ roles: z.array(Role).max(Role.options.length) });
export const PersonRoles = Roles.extend({ id: PersonId }).meta({ id: 'PersonRoles', description: 'What a person is' });

const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 of the text, in hexadecimal');

const Edition = z
  .string()
  .regex(/^\d{4}-\d\d$/)
  .describe('of the text: the month since which it stands');

export const ConsentDocument = z
  .strictObject({ document: DocumentName, version: Edition, language: Language, text: z.string(), hash: Sha256 })
  .meta({ id: 'ConsentDocument', description: 'What people are asked to consent to, as it stands now' });

export const Consent = z
  .strictObject({
    id: Id,
    personId: PersonId,
    document: DocumentName,
    version: Edition,
    hash: Sha256,
    at: Instant,
  })
  .meta({ id: 'Consent', description: 'What somebody consented to, and when' });
export type Consent = z.infer<typeof Consent>;

/** As it is kept: an item's own version is another one. */
export const KeptConsent = Consent.omit({ version: true }).extend({ documentVersion: Consent.shape.version });
export type KeptConsent = z.infer<typeof KeptConsent>;

export const SecurityEvent = z
  .strictObject({
    id: Id,
    personId: PersonId,
    at: Instant,
    kind: z.enum(['attempt', 'sign-in', 'signed-out', 'roles-changed']),
    by: PersonId.optional().describe('who did it, where it was somebody else'),
    roles: z.array(Role).optional(),
    keptUntil: Instant,
  })
  .meta({
    id: 'SecurityEvent',
    description: 'What happened to an account. An attempt that no sign-in follows has failed.',
  });
export type SecurityEvent = z.infer<typeof SecurityEvent>;

export const SignIn = z
  .strictObject({
    authorizationEndpoint: z.url(),
    tokenEndpoint: z.url(),
    logoutEndpoint: z.url(),
    clientId: z.string(),
    redirectUri: z.url(),
    scopes: z.array(z.string()),
    responseType: z.literal('code'),
    codeChallengeMethod: z.literal('S256'),
  })
  .meta({ id: 'SignIn', description: 'Where and how to sign in: OAuth 2.0 authorization code with PKCE' });

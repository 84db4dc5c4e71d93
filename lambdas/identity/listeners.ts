import { listener } from '#shared/events/listener';
import { letterDue, rolesChanged, signedOut, signInAsked } from './events.ts';

export const onSignInAsked = listener('identity.on-sign-in-asked', {
  hears: signInAsked,
  summary: 'Offer a temporary password to whoever never signed in, and say to anybody else that we know them',
  raises: [letterDue],
  needs: [
    'get:USER',
    'query:GRANT',
    'seal',
    'pool:AdminGetUser',
    'pool:AdminCreateUser',
    'pool:AdminSetUserPassword',
    'pool:AdminAddUserToGroup',
  ],
  impact: 'whoever signed up cannot sign in',
});

export const onLetterDue = listener('identity.on-letter-due', {
  hears: letterDue,
  summary: 'Write to somebody how they sign in, in their language',
  needs: ['get:USER', 'seal', 'update:LIMIT', 'mail:send'],
  impact: 'letters with temporary passwords do not leave',
});

export const onRolesChanged = listener('identity.on-roles-changed', {
  hears: rolesChanged,
  summary: 'Copy the roles to the groups of the user pool',
  needs: ['query:GRANT', 'pool:AdminListGroupsForUser', 'pool:AdminAddUserToGroup', 'pool:AdminRemoveUserFromGroup'],
  impact: 'tokens tell the roles of yesterday; the table is asked instead',
});

export const onSignedOut = listener('identity.on-signed-out', {
  hears: signedOut,
  summary: 'End every session in the user pool',
  needs: ['pool:AdminUserGlobalSignOut'],
  impact: 'whoever signed out everywhere can still be signed in by an old refresh token',
});

import { hook } from '#shared/users/hook';
import { happened } from './domain/person.ts';
import { securityEvents } from './records.ts';
import { recordSignIn } from './triggers.ts';

/** Tokens are made at every refresh too: nobody signs in then. */
const REFRESH = 'TokenGeneration_RefreshTokens';

export const handler = hook(recordSignIn, async ({ personId, source, now, newId }) =>
  source === REFRESH ? [] : [securityEvents.add(happened('sign-in', personId, now, newId('sec')))],
);

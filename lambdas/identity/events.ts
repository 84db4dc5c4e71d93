import * as z from 'zod';
import { event } from '#shared/events/event';
import { Id, PersonId } from '#shared/text';
import { Role } from './schemas.ts';

const Who = z.strictObject({ personId: PersonId });

export const signedUp = event('identity.signed-up.v1', Who.extend({ role: Role }));
/** Somebody signed up with this person's address, for the first time or again: they are to hear how they sign in. */
export const signInAsked = event('identity.sign-in-asked.v1', Who);
/** The table and the groups of the user pool may differ. */
export const rolesChanged = event('identity.roles-changed.v1', Who);
export const signedOut = event('identity.signed-out.v1', Who);
/** A letter about signing in is due: `welcome` brings the temporary password that belongs to the id. */
export const letterDue = event(
  'identity.letter-due.v1',
  Who.extend({ letter: z.enum(['welcome', 'known']), passwordId: Id }),
);

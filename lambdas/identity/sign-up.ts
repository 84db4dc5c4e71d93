import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { signedUp, signInAsked } from './events.ts';
import { accountOf, enrolment, ownerOf, veilOf } from './index.ts';
import { signUp } from './routes.ts';

export const handler = endpoint(signUp, async ({ body: { role, ...known }, now, newId }) => {
  const owner = await ownerOf(known.address);
  if (owner !== undefined) {
    // Somebody erased hears nothing. Opening the account takes about as long as sealing a new one: the clock tells no more.
    const account = await accountOf(owner);
    return outcome(undefined, account && signInAsked.raise(account));
  }
  const personId = newId('per').toLowerCase(); // the pool tells no capitals apart
  const addressVeil = await veilOf(known.address);
  const account = { ...known, personId, addressVeil, status: 'pending' as const, signedUpAt: now.toISOString() };
  return outcome(
    undefined,
    ...enrolment(account, role),
    signedUp.raise({ personId, role }),
    signInAsked.raise({ personId }),
  );
});

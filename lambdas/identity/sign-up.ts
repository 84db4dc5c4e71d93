import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { signedUp, signInAsked } from './events.ts';
import { accounts, addressOwners, enrolment, veilOf } from './records.ts';
import { signUp } from './routes.ts';

export const handler = endpoint(signUp, async ({ body: { role, ...known }, now, newId }) => {
  const addressVeil = await veilOf(known.address);
  const owner = await addressOwners.get({ veil: addressVeil });
  if (owner) {
    // Somebody erased hears nothing. Opening the account takes about as long as sealing a new one: the clock tells no more.
    const account = await accounts.get(owner);
    return outcome(undefined, account && signInAsked.raise(account));
  }
  const personId = newId('per').toLowerCase(); // the pool tells no capitals apart
  const account = { ...known, personId, addressVeil, status: 'pending' as const, signedUpAt: now.toISOString() };
  return outcome(
    undefined,
    ...enrolment(account, role),
    signedUp.raise({ personId, role }),
    signInAsked.raise({ personId }),
  );
});

import { realNow } from '#shared/clock';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { grants } from '#shared/table/grants';
import { happened } from './domain/person.ts';
import { signedOut } from './events.ts';
import { securityEvents } from './records.ts';
import { signOut } from './routes.ts';

/** The grant holds at once, on fresh entries; the pool's own sessions end when the listener has told it. */
export const handler = endpoint(signOut, async ({ actor, now, newId }) => {
  const place = { personId: actor.id, kind: 'sign-out' as const, name: '' };
  const since = realNow().toISOString(); // it is compared with when tokens were issued
  const before = await grants.get(place);
  return outcome(
    undefined,
    before ? grants.change(before, { since }) : grants.add({ ...place, since }),
    securityEvents.add(happened('signed-out', actor.id, now, newId('sec'))),
    signedOut.raise(place),
  );
});

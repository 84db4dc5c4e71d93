import { consumer } from '#shared/events/consumer';
import { looked } from './decisions.ts';
import { onToLook } from './listeners.ts';
import { subscriptions } from './records.ts';

/** Nobody but us says so: what the gateway told may have been lost, to the bookkeepers too. */
export const handler = consumer(onToLook, async ({ event: { personId }, now }) => {
  const known = await subscriptions.get({ personId });
  return known === undefined ? [] : looked(known, now, { isOurs: true });
});

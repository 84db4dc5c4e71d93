import { consumer } from '#shared/events/consumer';
import { signOutEverywhere } from '#shared/users/pool';
import { onSignedOut } from './listeners.ts';

export const handler = consumer(onSignedOut, async ({ event: { personId } }) => {
  await signOutEverywhere(personId);
  return [];
});

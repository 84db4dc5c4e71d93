import { consumer } from '#shared/events/consumer';
import { written } from './decisions.ts';
import { onMembershipEnding } from './listeners.ts';

/** By letter, since whoever has not looked in for a week would not see it inside the app. */
export const handler = consumer(onMembershipEnding, async ({ event: { personId, until } }) => {
  await written('ending', personId, until);
  return [];
});

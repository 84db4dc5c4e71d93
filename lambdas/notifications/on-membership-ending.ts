import { accountOf } from '#lambdas/identity/index';
import { consumer } from '#shared/events/consumer';
import { post } from '#shared/mail';
import { endingLetter } from './domain/letters.ts';
import { onMembershipEnding } from './listeners.ts';

/** By letter, since whoever has not looked in for a week would not see it inside the app. */
export const handler = consumer(onMembershipEnding, async ({ event: { personId, until } }) => {
  const account = await accountOf(personId);
  if (account === undefined) return [];
  const { address, language, zone } = account;
  await post({ to: address, language, ...endingLetter(language, zone, until) });
  return [];
});

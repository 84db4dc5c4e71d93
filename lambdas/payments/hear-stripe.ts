import { settingsOf } from '#shared/gateways/settings';
import { stripeNotices } from '#shared/gateways/stripe/notice';
import { webhook } from '#shared/http/webhook';
import { toSettle } from './events.ts';
import { hearStripe } from './routes.ts';

const heard = stripeNotices(async () => (await settingsOf('stripe')).secrets);

export const handler = webhook(hearStripe, async (body, headers, now) => {
  const notice = await heard(body, headers, now);
  if (notice === undefined) return undefined;
  const { id, at, about, ref, ourId, accountRef } = notice;
  return {
    id,
    raises: about && ref ? toSettle.raise({ gateway: 'stripe', about, ref, id: ourId, accountRef, at }) : undefined,
  };
});

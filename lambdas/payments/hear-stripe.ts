import { settingsIfAny } from '#shared/gateways/settings';
import { noticeOf, stripeNotices } from '#shared/gateways/stripe/notice';
import { webhook } from '#shared/http/webhook';
import { told } from './decisions.ts';
import { hearStripe } from './routes.ts';

const heard = stripeNotices(async () => (await settingsIfAny('stripe'))?.secrets ?? []);

/** By its webhook, signed, or by its own bus, which only Stripe can fill: told both ways, a thing is heard once. */
export const handler = webhook(
  hearStripe,
  async (body, headers, now) => told('stripe', await heard(body, headers, now)),
  (event) => told('stripe', noticeOf(event)),
);

import { certificateFrom, paypalNotices } from '#shared/gateways/paypal/notice';
import { settingsIfAny, settingsOf } from '#shared/gateways/settings';
import { webhook } from '#shared/http/webhook';
import { told } from './decisions.ts';
import { hearPaypal } from './routes.ts';

const heard = paypalNotices({
  webhookId: async () => (await settingsIfAny('paypal'))?.webhookId,
  fetchCertificate: async (url) => certificateFrom(url, (await settingsOf('paypal')).certificates),
});

export const handler = webhook(hearPaypal, async (body, headers, now) =>
  told('paypal', await heard(body, headers, now)),
);

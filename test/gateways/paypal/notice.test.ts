import { describe, expect, it } from 'vitest';
import { paypalNotices } from '#shared/gateways/paypal/notice';
import type { GatewayNotice } from '#shared/gateways/port';
import { value } from '../answers.ts';
import { catching } from '../closing.ts';
import { stage, usd } from './stage.ts';

describe('a notice of PayPal’s', () => {
  async function caught() {
    const { sent, url } = await catching();
    const on = await stage({ url, id: 'WEBHOOK1' });
    const ref = await on.captured();
    value(await on.refunds.create({ id: 'rfd_1', paymentRef: ref, amount: usd(100), tags: {} }));
    value(await on.transfers.create({ id: 'pyt_1', accountRef: 'PAYERFAKE1', amount: usd(100), tags: {} }));
    await on.settled();
    const hear = paypalNotices({ webhookId: () => 'WEBHOOK1', fetchCertificate: on.fetchCertificate });
    return { ...on, sent, ref, hear };
  }

  it('says which order to read', async () => {
    const { sent, ref, hear } = await caught();
    const notices: (GatewayNotice | undefined)[] = [];
    for (const { body, headers } of sent) notices.push(await hear(body, headers, new Date()));
    expect(notices.map((one) => [one?.type, one?.about, one?.ourId]).sort()).toEqual([
      ['CHECKOUT.ORDER.APPROVED', 'payment', 'pay_1'],
      ['PAYMENT.CAPTURE.COMPLETED', 'payment', 'pay_1'],
      ['PAYMENT.CAPTURE.REFUNDED', 'refund', 'rfd_1'],
      ['PAYMENT.PAYOUTS-ITEM.SUCCEEDED', 'transfer', 'pyt_1'],
    ]);
    expect(notices.filter((one) => one?.about === 'payment').map((one) => one?.ref)).toEqual([ref, ref]);
  });

  it('says so of a batch that PayPal will not send', async () => {
    const { sent, tell, settled, hear } = await caught();
    const batch_header = { payout_batch_id: 'FAKEB1', sender_batch_header: { sender_batch_id: 'out_1' } };
    tell('PAYMENT.PAYOUTSBATCH.DENIED', { batch_header });
    await settled();
    const { body, headers } = sent.at(-1)!;
    expect(await hear(body, headers, new Date())).toMatchObject({ about: 'transfer', ref: 'FAKEB1', ourId: 'out_1' });
  });

  it('is believed by a certificate of PayPal’s own hosts alone, for our webhook, while it holds', async () => {
    const { sent, fetchCertificate } = await caught();
    const { body, headers } = sent[0]!;
    const asked: string[] = [];
    const hear = paypalNotices({
      webhookId: () => 'WEBHOOK1',
      fetchCertificate: (url) => {
        asked.push(url);
        return fetchCertificate();
      },
    });
    const withUrl = (url: string) => hear(body, { ...headers, 'paypal-cert-url': url }, new Date());
    const path = '/v1/notifications/certs/CERT-1';
    for (const url of [
      `http://api.paypal.com${path}`,
      `https://api.paypal.com.example.com${path}`,
      `https://paypal.com${path}`,
      `https://api.paypal.com:8443${path}`,
      `https://api.paypal.com@example.com${path}`,
      'https://api.paypal.com/v1/notifications/../../evil',
      'https://api.paypal.com/elsewhere',
      '',
    ])
      expect(await withUrl(url)).toBeUndefined();
    expect(asked).toEqual([]);
    expect(await withUrl(`https://api.paypal.com${path}`)).toBeDefined();
    expect(await withUrl(`https://api.paypal.com${path}`)).toBeDefined();
    expect(asked).toEqual([`https://api.paypal.com${path}`]);
    expect(await hear(body, { ...headers, 'paypal-auth-algo': 'none' }, new Date())).toBeUndefined();
    expect(await hear(body, headers, new Date(Date.now() + 31 * 86_400_000))).toBeUndefined();
    const other = paypalNotices({ webhookId: () => 'WEBHOOK2', fetchCertificate });
    expect(await other(body, headers, new Date())).toBeUndefined();
  });

  it('is refused with one byte of body, time or signature changed', async () => {
    const { sent, hear } = await caught();
    const { body, headers } = sent[0]!;
    const now = new Date();
    expect(await hear(body, headers, now)).toBeDefined();
    const others = (text: string) =>
      [...text].flatMap((letter, at) =>
        [1, 2, 4, 8, 16, 32, 64].map(
          (bit) => text.slice(0, at) + String.fromCharCode(letter.charCodeAt(0) ^ bit) + text.slice(at + 1),
        ),
      );
    for (const one of others(body)) expect(await hear(one, headers, now), one).toBeUndefined();
    for (const name of ['paypal-transmission-time', 'paypal-transmission-id', 'paypal-transmission-sig'])
      for (const one of others(headers[name]!))
        expect(await hear(body, { ...headers, [name]: one }, now), one).toBeUndefined();
  });
});

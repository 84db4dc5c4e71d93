import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { paypalGateway } from '#shared/gateways/paypal/gateway';
import { fromPayPal, toPayPal } from '#shared/gateways/paypal/money';
import { paypalNotices } from '#shared/gateways/paypal/notice';
import type { GatewayNotice } from '#shared/gateways/port';
import { startPaypalFake } from '../../fakes/paypal/server.ts';
import { refusal, value } from './answers.ts';

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const payment = {
  id: 'pay_1',
  amount: usd(10_050),
  title: 'A session',
  tags: {},
  returnUrl: 'https://app.example.com/',
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function stage(webhook?: { url: string; id: string }) {
  const fake = await startPaypalFake(webhook ? { webhook } : {});
  closing.push(fake.close);
  const world = (path: string, body: unknown = {}) =>
    fetch(`${fake.url}/fake/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const { payments, refunds } = paypalGateway({ clientId: 'fake', secret: 'fake', host: fake.url });
  const captured = async () => {
    const { ref } = value(await payments.create(payment));
    await world(`orders/${ref}/approve`);
    value(await payments.confirm({ id: 'pay_1', tryId: 'try_1', ref }));
    return ref;
  };
  return { ...fake, world, payments, refunds, captured };
}

describe('a payment by PayPal', () => {
  it('is approved on PayPal’s page, and then taken', async () => {
    const { payments } = await stage();
    const made = value(await payments.create(payment));
    expect(made).toMatchObject({ id: 'pay_1', status: 'awaiting_action', amount: usd(10_050), receivedMinor: 0 });
    expect(value(await payments.create(payment)).ref).toBe(made.ref);
    const confirm = { id: 'pay_1', ref: made.ref };
    expect(refusal(await payments.confirm({ ...confirm, tryId: 'try_1' })).reason).toBe('wrong_state');
    const back = await fetch(made.actionUrl!, { method: 'POST', redirect: 'manual' });
    expect(back.headers.get('location')).toBe('https://app.example.com/');
    expect(value(await payments.read(made.ref))).toMatchObject({ status: 'awaiting_confirmation' });
    const paid = value(await payments.confirm({ ...confirm, tryId: 'try_2' }));
    expect(paid).toMatchObject({ status: 'succeeded', receivedMinor: 10_050, fee: usd(400) });
    expect(value(await payments.confirm({ ...confirm, tryId: 'try_2' }))).toEqual(paid);
    expect(refusal(await payments.confirm({ ...confirm, tryId: 'try_3' })).reason).toBe('wrong_state');
    expect(refusal(await payments.cancel({ id: 'pay_1', ref: made.ref })).reason).toBe('wrong_state');
  });

  it('is taken once, though its answer was lost and two orders are approved', async () => {
    const { payments, world, url } = await stage();
    await world('lose');
    expect(await payments.create(payment)).toEqual({ kind: 'doubt', why: 'no_answer' });
    expect(value(await payments.find('pay_1'))).toBeUndefined();
    const one = value(await payments.create(payment));
    const other = value(
      await paypalGateway({ clientId: 'a', secret: 'b', host: url }).payments.create({ ...payment, id: 'pay_1' }),
    );
    expect(other.ref).toBe(one.ref);
    await world(`orders/${one.ref}/approve`);
    await world('lose');
    const confirm = { id: 'pay_1', tryId: 'try_1', ref: one.ref };
    expect((await payments.confirm(confirm)).kind).toBe('doubt');
    expect(value(await payments.read(one.ref))).toMatchObject({ status: 'succeeded' });
  });

  it('is declined, and can be cancelled before it is taken', async () => {
    const { payments, world } = await stage();
    const { ref } = value(await payments.create(payment));
    await world(`orders/${ref}/approve`, { declines: true });
    const tried = await payments.confirm({ id: 'pay_1', tryId: 'try_1', ref });
    expect(refusal(tried)).toEqual({ reason: 'declined', decline: 'declined' });
    expect(value(await payments.cancel({ id: 'pay_1', ref }))).toMatchObject({ status: 'cancelled' });
    expect(refusal(await payments.read('FAKENONE')).reason).toBe('not_found');
    expect(refusal(await payments.list({ from: '', until: '' })).reason).toBe('cannot');
  });

  it('is given back in parts, each once', async () => {
    const { payments, refunds, captured } = await stage();
    const paymentRef = await captured();
    const refund = (id: string, amountMinor: number) =>
      refunds.create({ id, paymentRef, amount: usd(amountMinor), tags: {} });
    const part = value(await refund('rfd_1', 5000));
    expect(part).toMatchObject({ id: 'rfd_1', status: 'done', amount: usd(5000), paymentRef });
    expect(value(await refund('rfd_1', 5000)).ref).toBe(part.ref);
    expect(refusal(await refund('rfd_2', 5051)).reason).toBe('amount_too_large');
    expect(value(await refunds.find({ id: 'rfd_1', paymentRef }))?.ref).toBe(part.ref);
    expect(value(await refunds.find({ id: 'rfd_2', paymentRef }))).toBeUndefined();
    expect(value(await refunds.read(part.ref))).toMatchObject({ status: 'done' });
    expect(value(await payments.read(paymentRef))).toMatchObject({ refundedMinor: 5000 });
    value(await refund('rfd_3', 5050));
    expect(refusal(await refund('rfd_4', 1)).reason).toBe('wrong_state');
  });
});

describe('money at PayPal', () => {
  it.each([
    [usd(5), '0.05'],
    [usd(10_050), '100.50'],
    [{ amountMinor: 500, currency: 'JPY' }, '500'],
    [{ amountMinor: 120_000, currency: 'HUF' }, '1200'],
  ])('%j is %s', (money, text) => {
    expect(toPayPal(money)).toEqual({ value: text, currency_code: money.currency });
    expect(fromPayPal(toPayPal(money))).toEqual(money);
  });

  it('is read as it is written, to the last cent', () => {
    expect(fromPayPal({ value: '1.1', currency_code: 'USD' })).toEqual(usd(110));
    expect(fromPayPal({ value: '90071992547409.91', currency_code: 'USD' }).amountMinor).toBe(9_007_199_254_740_991);
  });
});

describe('a notice of PayPal’s', () => {
  /** What was sent, as it was sent. */
  async function caught() {
    const sent: { body: string; headers: Record<string, string> }[] = [];
    const server = createServer(async (request, response) => {
      sent.push({ body: await text(request), headers: request.headers as Record<string, string> });
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    closing.push(() => new Promise((closed) => server.close(closed)));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const on = await stage({ url, id: 'WEBHOOK1' });
    const ref = await on.captured();
    value(await on.refunds.create({ id: 'rfd_1', paymentRef: ref, amount: usd(100), tags: {} }));
    await on.settled();
    const hear = paypalNotices({ webhookId: 'WEBHOOK1', fetchCertificate: on.fetchCertificate });
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
    ]);
    expect(notices.filter((one) => one?.about === 'payment').map((one) => one?.ref)).toEqual([ref, ref]);
  });

  it('is believed by a certificate of PayPal’s own hosts alone, for our webhook, while it holds', async () => {
    const { sent, fetchCertificate } = await caught();
    const { body, headers } = sent[0]!;
    const asked: string[] = [];
    const hear = paypalNotices({
      webhookId: 'WEBHOOK1',
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
    const other = paypalNotices({ webhookId: 'WEBHOOK2', fetchCertificate });
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

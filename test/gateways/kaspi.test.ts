import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { byHand } from '#shared/gateways/cash/gateway';
import { kaspiGateway } from '#shared/gateways/kaspi/gateway';
import { kaspiNotices } from '#shared/gateways/kaspi/notice';
import { type Options, startKaspiFake } from '../../fakes/kaspi/server.ts';
import { refusal, value } from './answers.ts';
import { catching, closing } from './closing.ts';

const kzt = (amountMinor: number) => ({ amountMinor, currency: 'KZT' });
const payment = { id: 'pay_1', amount: kzt(500_000), title: 'A session', tags: { booking: 'bkg_1' } };

async function stage(options: Options = {}, deviceToken = 'fake-till') {
  const fake = await startKaspiFake(options);
  closing.push(fake.close);
  const world = (path: string, body: unknown = {}) =>
    fetch(`${fake.url}/fake/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { ...fake, world, gateway: kaspiGateway({ host: fake.host, deviceToken }) };
}

async function paid(options: Options = {}) {
  const on = await stage(options);
  const { ref } = value(await on.gateway.payments.create(payment));
  await on.world(`payments/${ref}`, { does: 'pays' });
  const refund = (id: string, amountMinor: number, refundedBeforeMinor: number) =>
    on.gateway.refunds.create({ id, paymentRef: ref, amount: kzt(amountMinor), tags: {}, refundedBeforeMinor });
  return { ...on, ref, refund };
}

describe('a payment by Kaspi', () => {
  it('has a link that is a QR as well, and is asked after until it ends', async () => {
    const { gateway, world } = await stage();
    const made = value(await gateway.payments.create(payment));
    expect(made).toMatchObject({ id: 'pay_1', status: 'awaiting_action', amount: kzt(500_000), receivedMinor: 0 });
    expect(await (await fetch(made.actionUrl!)).text()).toContain('This is a fake of Kaspi');
    await world(`payments/${made.ref}`, { does: 'looks' });
    expect(value(await gateway.payments.read(made.ref))).toMatchObject({ status: 'processing', receivedMinor: 0 });
    expect(refusal(await gateway.payments.cancel({ id: 'pay_1', ref: made.ref })).reason).toBe('wrong_state');
    await fetch(made.actionUrl!, { method: 'POST', body: new URLSearchParams({ does: 'pays' }) });
    expect(value(await gateway.payments.read(made.ref))).toMatchObject({
      status: 'succeeded',
      receivedMinor: 500_000,
      refundedMinor: 0,
    });
    expect(gateway.capabilities).toMatchObject({ hears: 'poll', holder: 'provider', subscriptions: false });
  });

  it('lapses within minutes, or is declined', async () => {
    let now = Date.now();
    const { gateway, world } = await stage({ real: () => now });
    const declined = value(await gateway.payments.create(payment));
    await world(`payments/${declined.ref}`, { does: 'declines' });
    expect(value(await gateway.payments.read(declined.ref)).status).toBe('cancelled');
    const lapsing = value(await gateway.payments.create(payment));
    now += 5 * 60_000;
    expect(value(await gateway.payments.read(lapsing.ref)).status).toBe('cancelled');
    expect(value(await gateway.payments.cancel({ id: 'pay_1', ref: lapsing.ref })).status).toBe('cancelled');
  });

  it('is refused for another’s till, and for nothing', async () => {
    const { gateway } = await stage({}, 'another-till');
    expect(refusal(await gateway.payments.create(payment)).reason).toBe('not_allowed');
    expect(refusal(await gateway.payments.read('1')).reason).toBe('not_found');
    const { gateway: ours } = await stage();
    expect(refusal(await ours.payments.create({ ...payment, amount: kzt(0) })).reason).toBe('invalid');
  });
});

describe('a refund by Kaspi, which knows no ids', () => {
  it('gives back in parts, never twice', async () => {
    const { gateway, ref, refund } = await paid();
    expect(value(await refund('rfd_1', 200_000, 0))).toMatchObject({ id: 'rfd_1', status: 'done' });
    expect(value(await refund('rfd_1', 200_000, 0))).toMatchObject({ id: 'rfd_1', status: 'done' });
    expect(value(await gateway.payments.read(ref)).refundedMinor).toBe(200_000);
    expect(refusal(await refund('rfd_2', 300_001, 200_000)).reason).toBe('amount_too_large');
    value(await refund('rfd_3', 300_000, 200_000));
    expect(value(await gateway.payments.read(ref)).refundedMinor).toBe(500_000);
  });

  it('is found after its answer was lost, and not sent again', async () => {
    const { gateway, world, ref, refund } = await paid();
    const sought = { id: 'rfd_1', paymentRef: ref, amount: kzt(200_000), refundedBeforeMinor: 0 };
    expect(value(await gateway.refunds.find(sought))).toBeUndefined();
    await world('lose', { call: 'POST payment/return' });
    expect((await refund('rfd_1', 200_000, 0)).kind).toBe('doubt');
    expect(value(await gateway.refunds.find(sought))).toMatchObject({ id: 'rfd_1' });
    value(await refund('rfd_1', 200_000, 0));
    expect(value(await gateway.payments.read(ref)).refundedMinor).toBe(200_000);
  });

  it('is refused where somebody has given back by hand what our books do not know', async () => {
    const { refund } = await paid();
    value(await refund('rfd_1', 100_000, 0));
    expect(refusal(await refund('rfd_2', 200_000, 0)).reason).toBe('wrong_state');
  });
});

describe('a notice of an intermediary’s', () => {
  it('is believed when it is signed, and says which payment to read', async () => {
    const { sent, url } = await catching();
    const { ref } = await paid({ webhook: { url, secret: 'fake' } });
    const [{ body, headers }] = sent as [(typeof sent)[0]];
    const hear = kaspiNotices(() => ['fake', 'fake-next']);
    expect(await hear(body, headers, new Date())).toMatchObject({ about: 'payment', ref, ourId: 'pay_1' });
    expect(await kaspiNotices(() => ['other'])(body, headers, new Date())).toBeUndefined();
    expect(await hear(`${body} `, headers, new Date())).toBeUndefined();
    expect(await hear(body, {}, new Date())).toBeUndefined();
    const upper = headers['x-webhook-signature']!.toUpperCase();
    expect(await hear(body, { 'x-webhook-signature': upper }, new Date())).toBeUndefined();
  });

  it('is nothing when it is none', async () => {
    const signed = (body: string) => ({
      'x-webhook-signature': `sha256=${createHmac('sha256', 'fake').update(body).digest('hex')}`,
    });
    for (const body of ['no json', '{}', '{"event":"invoice.status_changed"}'])
      expect(await kaspiNotices(() => ['fake'])(body, signed(body), new Date())).toBeUndefined();
  });
});

describe('what passes from hand to hand', () => {
  it('waits until the business marks it paid, and knows nothing itself', async () => {
    const { payments, capabilities } = byHand();
    expect(value(await payments.create(payment))).toMatchObject({
      ref: 'pay_1',
      status: 'awaiting_payer',
      actionUrl: undefined,
    });
    expect(refusal(await payments.read('pay_1')).reason).toBe('cannot');
    expect(capabilities).toMatchObject({ hears: 'by_hand', pays: 'in_person', holder: 'provider' });
  });

  it('shows a printed QR’s link', async () => {
    const { name, payments, capabilities } = byHand({ name: 'kaspi', staticQr: 'https://pay.example.com/till' });
    expect(value(await payments.create(payment)).actionUrl).toBe('https://pay.example.com/till');
    expect([name, capabilities.pays, capabilities.hears]).toEqual(['kaspi', 'qr', 'by_hand']);
  });
});

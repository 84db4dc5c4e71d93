import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toSettle } from '#lambdas/payments/events';
import { handler as hearPaypal } from '#lambdas/payments/hear-paypal';
import { handler as onToSettle } from '#lambdas/payments/on-to-settle';
import { unsettled } from '#lambdas/payments/records';
import { deliver, raised, stoppedAnywhere } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { paypal } from './paypal.ts';
import { heardBy, settle } from './stripe.ts';

beforeEach(act.everybody);
afterEach(() => void vi.useRealTimers());
const later = (minutes: number) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
const waiting = async () => (await rows()).filter(({ entity }) => entity === unsettled.name).length;

/** 3.49 % and 49 cents. */
const PAID = { 'gateway-clearing USD': 9602, 'provider-payable USD': -8102, 'commission USD': -1500 };
const settled = { status: 'succeeded', booked: ['fee-known', 'paid'], balances: PAID, left: [5] };

it('sends its payer to PayPal, and takes what they approved, though they never come back', async () => {
  const on = await paypal();
  const begun = await on.begin();
  expect(begun).toMatchObject({ status: 201, body: { actionUrl: expect.stringContaining('/checkoutnow/') } });
  const { id } = begun.body.payment;
  await on.approve(id);
  expect(await on.tellAll()).toEqual([200]);
  await settle();
  expect(await act.standing(id)).toMatchObject(settled);
  expect(await on.tellAll()).toEqual([200, 200]); // the approval once more, and that it was taken
  await settle();
  expect(await act.standing(id)).toMatchObject(settled);
  expect(await waiting()).toBe(0);
});

it('takes it when they come back and say so, once', async () => {
  const on = await paypal();
  const id = await on.paid();
  expect(await act.confirmed(id)).toMatchObject({ status: 200, body: { payment: { status: 'succeeded' } } });
  await on.tellAll();
  await settle();
  expect(await act.standing(id)).toMatchObject(settled);
  const types = (await on.told()).map(({ body }) => JSON.parse(body).event_type);
  expect(types.filter((type) => type === 'PAYMENT.CAPTURE.COMPLETED')).toHaveLength(1);
  expect(await act.confirmed(id)).toMatchObject({ status: 409, body: { type: '/problems/already_paid' } });
});

it('is not paid before its payer has approved it, nor by what their bank declines', async () => {
  const on = await paypal();
  const id = (await on.begin()).body.payment.id;
  expect(await act.confirmed(id)).toMatchObject({ status: 200, body: { payment: { status: 'pending' } } });
  await on.approve(id, { declines: true });
  expect(await act.confirmed(id)).toMatchObject({ body: { decline: 'declined', payment: { status: 'pending' } } });
  await on.tellAll();
  await settle();
  expect(await act.standing(id)).toMatchObject({ status: 'pending', booked: [] });
});

it('is found by the sweep when nobody told us; and not taken when its time is over', async () => {
  const on = await paypal();
  const [id, late] = [await on.paid(), await on.paid()];
  await act.drop(late);
  later(3);
  await act.sweeps('2026-01-01T00:05:00Z');
  await settle();
  expect(await act.standing(id)).toMatchObject(settled);
  expect(await act.standing(late)).toMatchObject({ status: 'cancelled', booked: [], left: [] });
  expect((await on.told()).filter(({ body }) => body.includes('CAPTURE.COMPLETED'))).toHaveLength(1);
});

it('is begun once, whose answer was lost', async () => {
  const on = await paypal();
  await on.begin(); // there is a token
  await on.world('lose');
  expect(await on.begin({}, 'same')).toMatchObject({ status: 503, body: { type: '/problems/gateway_silent' } });
  const again = await on.begin({}, 'same');
  expect(again).toMatchObject({ status: 201, body: { actionUrl: expect.stringContaining('http') } });
});

it('gives back by its policy, and in parts, and sees what was given back there', async () => {
  const on = await paypal();
  const id = await on.paid();
  await act.confirmed(id);
  await settle();
  await act.giveBack(id, { amountMinor: 2_500 });
  expect(await act.haveBack(id)).toMatchObject({
    status: 202,
    body: { status: 'asked', amount: { amountMinor: 7_500 } },
  });
  await settle();
  expect(await act.standing(id)).toMatchObject({ refunds: [{ status: 'done' }, { status: 'done' }], left: [0] });
  for (const status of await on.tellAll()) expect(status).toBe(200);
  await settle();
  expect(await act.standing(id)).toMatchObject({ outside: [], balances: { 'gateway-clearing USD': -398 } });
});

it('books as the platform’s what somebody gave back on PayPal’s own pages', async () => {
  const on = await paypal();
  const id = await on.paid();
  await act.confirmed(id);
  await settle();
  await on.giveBackThere(id, '12.34');
  await on.tellAll();
  await settle();
  expect(await act.standing(id)).toMatchObject({
    outside: [{ status: 'done', amountMinor: 1_234 }],
    balances: { ...PAID, 'gateway-clearing USD': 8368, 'write-off USD': 1234 },
  });
});

it('hears nothing that is not signed so, and thanks for what it does not listen to', async () => {
  const on = await paypal();
  await on.paid();
  const [{ body, headers }] = (await on.told()) as [Awaited<ReturnType<typeof on.told>>[0]];
  const statuses = [
    await heardBy(hearPaypal, `${body} `, headers),
    await heardBy(hearPaypal, body, {}),
    await heardBy(hearPaypal, body, { ...headers, 'paypal-transmission-id': 'another' }),
    await heardBy(hearPaypal, body, { ...headers, 'paypal-cert-url': 'https://example.com/v1/notifications/certs/x' }),
  ];
  expect(statuses).toEqual([400, 400, 400, 400]);
  expect(await raised(toSettle)).toEqual([]);
  on.tellOther('CATALOG.PRODUCT.CREATED');
  expect(await on.tellAll()).toEqual([200, 200]);
  expect(await on.tellAll()).toEqual([200, 200]);
  expect(await raised(toSettle)).toHaveLength(1);
});

it('is taken once, wherever the look is stopped', async () => {
  const on = await paypal();
  const id = await on.paid();
  const look = toSettle.raise({ gateway: 'paypal', about: 'payment', id, of: id, at: '2026-01-01T00:00:00.000Z' });
  await deliver(onToSettle, toSettle.raise({ ...(look.data as any), id: 'pay_none', of: 'pay_none' })); // there is a token
  expect(await stoppedAnywhere(onToSettle, look)).toBeGreaterThan(8);
  expect(await act.standing(id)).toMatchObject(settled);
  expect((await on.told()).filter(({ body }) => body.includes('CAPTURE.COMPLETED'))).toHaveLength(1);
});

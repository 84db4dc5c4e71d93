import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { handler as choose } from '#lambdas/payments/choose-payouts';
import { payeeOf, payoutsOf } from '#lambdas/payments/domain/payout';
import { toSettle } from '#lambdas/payments/events';
import { handler as payOut } from '#lambdas/payments/every-month-pay-out';
import { handler as getEarnings } from '#lambdas/payments/get-earnings';
import { handler as listPayouts } from '#lambdas/payments/list-payouts';
import { handler as onProviderToSettle } from '#lambdas/payments/on-provider-to-settle';
import { entries, lines } from '#lambdas/payments/records';
import { call, coach, deliver, enrolled, stoppedAnywhere, tick } from '../kit/index.ts';
import * as act from './acts.ts';
import { paypal } from './paypal.ts';
import { elsewhere, settle } from './stripe.ts';

const as = coach('coa_1');
const NOW = Date.now();
const PAYPAL_ID = 'FAKEPAYPALABC';
const later = (days: number) => void vi.useFakeTimers({ toFake: ['Date'], now: NOW + days * 86_400_000 });
const byPaypal = (paypalId?: string) => call(choose, { as, body: { paypalId } });
const payouts = async () => (await call(listPayouts, { as })).body.items as any[];
const booked = async () =>
  (await entries.list({ about: (await payouts())[0].id })).map(({ movement }) => movement).sort();
const payable = async () =>
  (await lines.list({ account: 'provider-payable', of: 'coa_1' })).reduce((sum, line) => sum - line.amountMinor, 0);
/** 100.00 less 15 % and the gateway's 3.49 % and 49 cents. */
const SHARE = 8102;

beforeEach(async () => {
  await act.everybody();
  await enrolled('coa_1', { roles: ['coach'] });
});
afterEach(() => void vi.useRealTimers());

/** Something was sold by PayPal three weeks ago, and its coach is paid there. */
async function sold() {
  const on = await paypal();
  await byPaypal(PAYPAL_ID);
  await act.confirmed(await on.paid());
  await settle();
  later(22);
  const ref = async () => (await payouts())[0].ref;
  const tells = async () => {
    elsewhere();
    for (const status of await on.tellAll()) expect(status).toBe(200);
    await settle();
  };
  return { ...on, ref, tells };
}
const runs = async (at: string) => {
  await tick(payOut, at);
  await settle();
};

it('is said by the provider, who may go back to Stripe', async () => {
  const earns = async () =>
    (await call(getEarnings, { as, query: { month: '2026-01' } })).body as { payoutsEnabled: boolean };
  expect(await earns()).toMatchObject({ payoutsEnabled: false });
  expect(await byPaypal(PAYPAL_ID)).toMatchObject({ status: 200, body: { gateway: 'paypal', payoutsEnabled: true } });
  expect(await earns()).toMatchObject({ payoutsEnabled: true });
  expect(await byPaypal()).toMatchObject({ status: 200, body: { gateway: 'stripe', payoutsEnabled: false } });
  expect(await byPaypal('somebody@example.com')).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'paypalId' }] },
  });
});

it('pays out at PayPal what is ready, once, and bears what PayPal asks for it', async () => {
  const { tells, told } = await sold();
  await runs('2026-02-01T06:00:00.000Z');
  await runs('2026-02-01T06:00:00.000Z');
  await tells();
  expect(await payouts()).toMatchObject([
    { status: 'paid', gateway: 'paypal', accountRef: PAYPAL_ID, amount: { amountMinor: SHARE }, feeMinor: 162 },
  ]);
  expect(await booked()).toEqual(['paid-out', 'payout-fee']);
  expect(await payable()).toBe(0);
  const there = await lines.list({ account: 'gateway-clearing', of: 'paypal' });
  expect(there.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(10_000 - 398 - SHARE - 162);
  expect((await told()).filter(({ body }) => body.includes('PAYOUTS-ITEM'))).toHaveLength(1);
});

it('waits while nobody takes it, and has paid when somebody has', async () => {
  const { world, ref, tells } = await sold();
  await world('payouts', { becomes: 'UNCLAIMED' });
  await runs('2026-03-01T06:00:00.000Z');
  await tells();
  expect(await payouts()).toMatchObject([{ status: 'asked', ref: expect.stringMatching(/^FAKEB/) }]);
  expect(await booked()).toEqual(['paid-out']);
  await world(`payouts/${await ref()}/take`);
  later(22.01);
  await act.sweeps('2026-03-02T06:05:00.000Z'); // nobody told us
  await settle();
  expect(await payouts()).toMatchObject([{ status: 'paid', feeMinor: 162 }]);
});

it.each(['after it had arrived', 'when nobody took it within thirty days'])(
  'books back what comes back %s, and tries again the next month',
  async (when) => {
    const { world, ref, tells } = await sold();
    const isTaken = when.startsWith('after');
    await world('payouts', { becomes: isTaken ? 'SUCCESS' : 'UNCLAIMED' });
    await runs('2026-04-01T06:00:00.000Z');
    await world(`payouts/${await ref()}/come-back`);
    await tells();
    expect(await payouts()).toMatchObject([{ status: 'failed' }]);
    expect(await booked()).toEqual(['paid-out', ...(isTaken ? ['payout-fee'] : []), 'reversed']);
    expect(await payable()).toBe(SHARE);
    await world('payouts', { becomes: 'SUCCESS' });
    await runs('2026-05-01T06:00:00.000Z');
    expect(await payouts()).toMatchObject([{ month: '2026-05', status: 'paid' }, { status: 'failed' }]);
  },
);

it('is asked for again under the same id where its answer was lost, and not once PayPal has forgotten that', async () => {
  const { world, told } = await sold();
  await world('lose');
  await tick(payOut, '2026-06-01T06:00:00.000Z');
  await expect(settle()).rejects.toThrow('no_answer');
  const [{ id, month, at }] = await payouts();
  const look = toSettle.raise({ gateway: 'paypal', about: 'transfer', id, of: id, at });
  later(22 + 30);
  await expect(deliver(onProviderToSettle, look)).rejects.toThrow('somebody must look there');
  later(22 + 29);
  await world('forget-keys');
  await deliver(onProviderToSettle, look);
  expect(await payouts()).toMatchObject([{ id, month, status: 'paid' }]);
  expect((await told()).filter(({ body }) => body.includes('PAYOUTS-ITEM'))).toHaveLength(1);
});

it('is sent once, wherever the look is stopped; another gateway’s word of it changes nothing', async () => {
  const { told } = await sold();
  await tick(payOut, '2026-07-01T06:00:00.000Z');
  const [{ id, at }] = await payouts();
  const look = (gateway: 'stripe' | 'paypal') =>
    toSettle.raise({ gateway, about: 'transfer', id, of: id, ref: 'FAKEB000009', at });
  await deliver(onProviderToSettle, look('stripe'));
  expect(await payouts()).toMatchObject([{ status: 'asked' }]);
  expect(await stoppedAnywhere(onProviderToSettle, look('paypal'))).toBeGreaterThan(4);
  expect(await payouts()).toMatchObject([{ status: 'paid' }]);
  expect((await told()).filter(({ body }) => body.includes('PAYOUTS-ITEM'))).toHaveLength(1);
});

it('goes in whole forints and Taiwan dollars, and in no currency that PayPal does not know', () => {
  const seller = { shard: '1', providerId: 'coa_1', since: '', payoutsEnabled: true, accountRef: 'acct_1' };
  const due = { readyMinor: 0, laterMinor: 0, heldMinor: 0, owedMinor: 0, nettedMinor: 0, payoutMinor: 123_456 };
  const sent = (currency: string, of: Parameters<typeof payeeOf>[0], nettedMinor = 0) =>
    payoutsOf(of, { ...due, currency, nettedMinor }, '2026-01', '', () => 'out_1').map(
      ({ gateway, amount, status }) => `${gateway} ${amount.amountMinor} ${status}`,
    );
  const paypals = { ...seller, paypalId: PAYPAL_ID };
  expect(payeeOf({ ...seller, payoutsEnabled: false })).toBeUndefined();
  expect([...sent('HUF', paypals), ...sent('TWD', paypals), ...sent('EUR', paypals)]).toEqual([
    'paypal 123400 asked',
    'paypal 123400 asked',
    'paypal 123456 asked',
  ]);
  expect([sent('KZT', paypals), sent('KZT', paypals, 500), sent('KZT', seller)]).toEqual([
    [],
    ['paypal 0 paid'],
    ['stripe 123456 asked'],
  ]);
});

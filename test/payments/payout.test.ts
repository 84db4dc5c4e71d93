import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sellerOf } from '#lambdas/payments/decisions';
import { handler as payOut } from '#lambdas/payments/every-month-pay-out';
import { handler as getEarnings } from '#lambdas/payments/get-earnings';
import { handler as listPayouts } from '#lambdas/payments/list-payouts';
import { handler as markPaid } from '#lambdas/payments/mark-paid';
import { entries, lines, sellers } from '#lambdas/payments/records';
import { handler as setUp } from '#lambdas/payments/set-up-payouts';
import { call, coach, given, tick } from '../kit/index.ts';
import * as act from './acts.ts';
import { events, happens, settle, stripe, tell } from './stripe.ts';

const as = coach('coa_1');
const NOW = Date.now();
/* A payout's id comes from its tick, and the gateway outlives a test: no two here tick for the same moment. */

/** Our clock goes there; what was paid at the gateway is available there by then. */
async function later(days: number): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW + days * 86_400_000 });
  await happens('clock', { days: 8 });
}
const month = () => new Date().toISOString().slice(0, 7);
const runs = async (at = new Date().toISOString()) => {
  await tick(payOut, at);
  await settle();
};
const earnings = async () => (await call(getEarnings, { as, query: { month: month() } })).body;
const payouts = async () => (await call(listPayouts, { as })).body.items;
const payable = async () =>
  (await lines.list({ account: 'provider-payable', of: 'coa_1' })).reduce(
    (sum, { amountMinor }) => sum - amountMinor,
    0,
  );

async function onboarded(): Promise<void> {
  const body = { country: 'US', returnUrl: 'https://app.example.com/payouts' };
  expect(await call(setUp, { as, body })).toMatchObject({
    status: 200,
    body: { url: expect.stringContaining('http') },
  });
  await happens(`accounts/${(await sellerOf('coa_1'))!.accountRef}/onboard`);
  for (const event of events.filter(({ type }) => type === 'account.updated')) await tell(event);
  await settle();
}
const paid = async () => {
  const id = await act.paid();
  await settle();
  return id;
};

beforeEach(async () => {
  await act.everybody();
  await given(
    sellers.add({ shard: '1', providerId: 'coa_1', since: '2026-01-01T00:00:00.000Z', payoutsEnabled: false }),
  );
});
afterEach(() => void vi.useRealTimers());

describe('every month', () => {
  it('pays out what is complete and past its hold, once', async () => {
    await onboarded();
    expect(await sellerOf('coa_1')).toMatchObject({ payoutsEnabled: true });
    const id = await paid();
    expect(await earnings()).toMatchObject({
      earned: [{ amountMinor: 8180, currency: 'USD' }],
      payments: 1,
      upcoming: [{ readyMinor: 0, laterMinor: 8180, payoutMinor: 0 }],
      payoutsEnabled: true,
    });
    await later(20);
    await runs();
    expect(await payouts()).toEqual([]);
    await later(22);
    expect(await earnings()).toMatchObject({ upcoming: [{ readyMinor: 8180, laterMinor: 0, payoutMinor: 8180 }] });
    await runs('2026-02-01T06:00:00.000Z');
    await runs('2026-02-01T06:00:00.000Z');
    expect(await payouts()).toMatchObject([{ status: 'paid', amount: { amountMinor: 8180 }, month: '2026-02' }]);
    expect(await payable()).toBe(0);
    await runs('2026-03-01T06:00:00.000Z');
    expect(await payouts()).toHaveLength(1);
    const { transfers } = await stripe();
    const [{ id: payout }] = (await payouts()) as [any];
    expect(await transfers!.find(payout)).toMatchObject({ value: { amount: { amountMinor: 8180 } } });
    await act.giveBack(id, { feeBorneBy: 'provider' });
    expect(await payable()).toBe(-8500); // what was paid out already is the provider's debt
  });

  it('waits for whom the gateway does not pay yet', async () => {
    await paid();
    await later(22);
    await runs();
    expect(await payouts()).toEqual([]);
    expect(await payable()).toBe(8180);
  });

  it('nets what is owed for what was paid in person, first', async () => {
    await onboarded();
    await paid();
    const { id } = (await act.begin({ gateway: 'cash' })).body.payment;
    await call(markPaid, { as, key: 'm', params: { id } });
    await later(22);
    await runs();
    expect(await payouts()).toMatchObject([{ amount: { amountMinor: 6680 }, nettedMinor: 1500 }]);
    expect(await payable()).toBe(0);
    expect(await earnings()).toMatchObject({ upcoming: [{ owedMinor: 0, payoutMinor: 0 }] });
  });

  it('holds what is disputed', async () => {
    await onboarded();
    const [one] = [await paid(), await paid()];
    const { id: dispute } = await happens(`payments/${await act.refOf(one)}/dispute`);
    for (const event of events) await tell(event);
    await settle();
    await later(22);
    expect(await earnings()).toMatchObject({
      upcoming: [{ readyMinor: 16_360, heldMinor: 10_000, payoutMinor: 6_360 }],
    });
    await happens(`disputes/${dispute}/close`, { outcome: 'lost' });
    for (const event of events) await tell(event);
    await settle();
    expect(await earnings()).toMatchObject({ upcoming: [{ readyMinor: 4_860, heldMinor: 0, payoutMinor: 4_860 }] });
  });

  it('books back what does not arrive, and tries again the next month', async () => {
    await onboarded();
    await paid();
    await later(22);
    await happens('settle', { currency: 'usd' }); // all that lay at the gateway is in our bank
    await runs('2027-02-01T06:00:00.000Z');
    const [failed] = await payouts();
    expect(failed).toMatchObject({ status: 'failed' });
    expect((await entries.list({ about: failed!.id })).map(({ movement }) => movement)).toEqual([
      'paid-out',
      'reversed',
    ]);
    expect(await payable()).toBe(8180);
    await act.paid();
    await settle();
    await later(30);
    await runs('2027-03-01T06:00:00.000Z');
    expect((await payouts())[0]).toMatchObject({ month: '2027-03', amount: { amountMinor: 8180 } });
  });

  it('is sent by the sweep when the gateway did not answer', async () => {
    await onboarded();
    await paid();
    await later(22);
    await happens('faults', { route: 'POST /v1/transfers', how: 'answer_lost' });
    await tick(payOut, '2028-02-01T06:00:00.000Z');
    await expect(settle()).rejects.toThrow('no_answer');
    await later(23);
    await act.sweeps('2026-02-01T06:05:00.000Z');
    await settle();
    expect(await payouts()).toMatchObject([{ status: 'paid' }]);
    expect(events.filter(({ type }) => type === 'transfer.created')).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { membershipChanged } from '#lambdas/membership/events';
import { handler as grant } from '#lambdas/membership/grant-membership';
import { handler as onMembershipRefunded } from '#lambdas/membership/on-membership-refunded';
import { handler as onPrepaid } from '#lambdas/membership/on-prepaid';
import { handler as onToSettleSubscription } from '#lambdas/membership/on-to-settle-subscription';
import { membershipRefunded, succeeded, toSettle } from '#lambdas/payments/events';
import { handler as listPayments } from '#lambdas/payments/list-payments';
import { handler as onToSettleBill } from '#lambdas/payments/on-to-settle-bill';
import { bills, unsettled } from '#lambdas/payments/records';
import { handler as refundMembership } from '#lambdas/payments/refund-membership';
import { checked } from '../../bin/check/ledger.ts';
import { admin, call, deliver, raised, stoppedAnywhere } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from '../payments/acts.ts';
import { stripe, stripeNow } from '../payments/stripe.ts';
import * as ahead from './ahead.ts';
import { subscribed } from './examples.ts';

let on: Awaited<ReturnType<typeof ahead.begins>>;
beforeEach(async () => void (on = await ahead.begins()));
afterEach(() => void vi.useRealTimers());

const personId = 'cli_1';
const right = async () => expect(checked(await rows()).differences).toEqual([]);
const left = async (entity: string) => (await rows()).filter((row) => row['entity'] === entity).length;
const gives = (until: string) =>
  call(grant, { as: admin('adm_1'), key: until, body: { personId, plan: 'premium', until } });
const nobodyOwes = { status: 409, body: { type: '/problems/refunded_by_bill' } };

describe('what was paid ahead and is given back', () => {
  it('in full ends at once, once', async () => {
    const id = await on.pays();
    ahead.passes(10);
    expect(await ahead.givesBack(id)).toMatchObject({ status: 202, body: { status: 'asked', amount: ahead.MONTHLY } });
    expect(await ahead.trends()).toBe(200);
    await ahead.follows();
    await ahead.follows();
    expect(await ahead.booked(id)).toEqual({});
    expect(await ahead.trends()).toBe(403);
    expect(await ahead.mine()).toMatchObject({ plan: 'basic', since: '2026-03-20T06:00:00.000Z' });
    expect(await raised(membershipChanged)).toHaveLength(2);
    expect(await left(unsettled.name)).toBe(0);
    await right();
  });

  it('in parts goes on until all of it is back, and is taken off once', async () => {
    const id = await on.pays();
    await on.pays();
    await ahead.givesBack(id, 100_000);
    await ahead.follows();
    expect((await ahead.mine()).until).toBe('2026-05-10T06:00:00.000Z');
    expect((await act.look(id)).body).toMatchObject({ refundedMinor: 100_000 });
    await ahead.givesBack(id, 100_000);
    await ahead.givesBack(id, 200_000);
    for (let sweeps = 0; sweeps < 2; sweeps += 1) {
      await ahead.follows();
      ahead.at(Date.now() + 180_000);
      await act.sweeps(new Date().toISOString());
    }
    await ahead.follows();
    const bill = (await bills.list({ personId })).find(({ ref }) => ref === id)!;
    expect(bill.refunds.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(await ahead.booked(id)).toEqual({});
    expect(await ahead.mine()).toMatchObject({ plan: 'premium', until: '2026-04-09T06:00:00.000Z' });
    expect(await ahead.givesBack(id)).toMatchObject({ status: 422 });
    const { items } = (await call(listPayments, { as: act.as })).body;
    expect(items.map(({ refundedMinor }) => refundedMinor).sort()).toEqual([0, 400_000]);
    await right();
  });

  it('is not given twice where the answer was lost and another waits', async () => {
    const id = await on.pays();
    await ahead.givesBack(id, 100_000);
    await ahead.givesBack(id, 50_000);
    await on.lose('POST payment/return');
    await expect(ahead.follows()).rejects.toThrow('no_answer');
    for (let sweeps = 0; sweeps < 2; sweeps += 1) {
      ahead.at(Date.now() + 180_000);
      await act.sweeps(new Date().toISOString());
      await ahead.follows();
    }
    expect(await bills.list({ personId })).toMatchObject([{ refunds: [{ status: 'done' }, { status: 'done' }] }]);
    expect(await ahead.booked(id)).toMatchObject({ 'gateway-clearing KZT': 250_000 });
    expect(await left(unsettled.name)).toBe(0);
    await ahead.givesBack(id);
    await ahead.follows();
    expect(await ahead.booked(id)).toEqual({});
    await right();
  });

  it('is booked back where somebody gave it by hand, and the membership goes on', async () => {
    const id = await on.pays();
    await on.giveBackByHand(id, 1000);
    await ahead.givesBack(id);
    await ahead.follows();
    expect(await bills.list({ personId })).toMatchObject([{ refunds: [{ status: 'failed' }] }]);
    expect(await ahead.trends()).toBe(200);
    await right();
  });

  it('leaves what an admin gave for longer', async () => {
    const id = await on.pays();
    await gives('2099-01-01T00:00:00.000Z');
    await ahead.givesBack(id);
    await ahead.follows();
    expect(await ahead.mine()).toMatchObject({ plan: 'premium', until: '2099-01-01T00:00:00.000Z' });
    expect(await raised(membershipChanged)).toHaveLength(2);
  });

  it('is given back by its bill, not by its payment', async () => {
    const id = await on.pays();
    expect(await act.haveBack(id)).toMatchObject(nobodyOwes);
    expect(await act.giveBack(id)).toMatchObject(nobodyOwes);
    expect(await bills.list({ personId })).toMatchObject([{ refunds: [] }]);
  });

  it('is asked for, sent and taken off once, wherever each is stopped', async () => {
    const id = await on.pays();
    const [paid] = await raised(succeeded);
    expect(await stoppedAnywhere(onPrepaid, succeeded.raise(paid!))).toBeGreaterThan(4);
    const ask = { as: admin('adm_1'), body: { personId, ref: id } };
    expect(await stoppedAnywhere(refundMembership, ask)).toBeGreaterThan(8);
    const [look] = (await raised(toSettle)).filter(({ about }) => about === 'refund');
    expect(await stoppedAnywhere(onToSettleBill, toSettle.raise(look!))).toBeGreaterThan(8);
    const [whole] = await raised(membershipRefunded);
    ahead.at('2026-03-20T06:00:00.000Z');
    expect(await stoppedAnywhere(onMembershipRefunded, membershipRefunded.raise(whole!))).toBeGreaterThan(8);
    expect(await ahead.booked(id)).toEqual({});
  });
});

describe('what was paid ahead', () => {
  it('outlasts a subscription that began and ended meanwhile', async () => {
    ahead.at(await stripeNow());
    await on.pays();
    const { until } = await ahead.mine();
    const ref = await subscribed(personId);
    const look = async () =>
      deliver(onToSettleSubscription, toSettle.raise({ gateway: 'stripe', about: 'subscription', ref, at: until! }));
    await look();
    const { until: longer, prepaidUntil } = await ahead.mine();
    expect([longer! > until!, prepaidUntil]).toEqual([true, until]);
    const { subscriptions: there } = await stripe();
    await there!.end({ id: 'act_1', ref });
    ahead.at(await stripeNow());
    await look();
    expect(await ahead.mine()).toMatchObject({ plan: 'premium', until });
    await look();
    expect(await ahead.mine()).toMatchObject({ plan: 'premium', until });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { subscriptions } from '#lambdas/membership/records';
import { handler as create } from '#lambdas/payments/create-payment';
import { bills } from '#lambdas/payments/records';
import { checked } from '../../bin/check/ledger.ts';
import { given, stoppedAnywhere } from '../kit/index.ts';
import { restore, rows } from '../kit/tables.ts';
import * as ahead from '../membership/ahead.ts';
import * as act from './acts.ts';
import { paypal } from './paypal.ts';

let on: Awaited<ReturnType<typeof ahead.begins>>;
beforeEach(async () => void (on = await ahead.begins()));
afterEach(() => void vi.useRealTimers());

const personId = 'cli_1';

describe('paid ahead is not', () => {
  const refused = (field: string) => ({ status: 422, body: { errors: [{ field }] } });

  it.each(['stripe', 'cash'])('where somebody can subscribe, or nobody can be asked: %s', async (gateway) => {
    expect(await on.begin({ ...ahead.BY_PAYPAL, gateway })).toMatchObject(refused('gateway'));
  });

  it('by Kaspi without a till of the platform’s, or in what Kaspi does not take', async () => {
    expect(await on.begin({ ...ahead.BY_PAYPAL, gateway: 'kaspi' })).toMatchObject(refused('gateway'));
    await restore();
    const { begin } = await ahead.begins({});
    expect(await begin()).toMatchObject({ ...refused('gateway'), body: { type: '/problems/not_payable' } });
  });

  it('what a subscription pays for', async () => {
    const running = { personId, payerRef: 'cus_1', ref: 'sub_1', status: 'active' } as const;
    await given(subscriptions.add(running));
    expect(await on.begin()).toMatchObject({ status: 409, body: { type: '/problems/subscription_runs' } });
    expect((await rows()).filter(({ entity }) => entity === 'payment')).toEqual([]);
  });

  it('what is not on offer, or at another price', async () => {
    expect(await on.begin({ subject: { kind: 'membership', id: 'prc_none' } })).toMatchObject({ status: 404 });
    expect(await on.begin({ amount: { ...ahead.MONTHLY, amountMinor: 1 } })).toMatchObject({ status: 409 });
    await ahead.priced({ id: 'prc_new', since: '2026-02-01T00:00:00.000Z' });
    expect(await on.begin()).toMatchObject({ status: 404 });
    expect(await on.begin({ subject: { kind: 'membership', id: 'prc_new' } })).toMatchObject({ status: 201 });
  });
});

describe('Premium paid ahead by PayPal', () => {
  it('is taken once approved, with the fee that PayPal keeps, and given back by its bill alone', async () => {
    const there = await paypal();
    const id = await on.begun(ahead.BY_PAYPAL);
    await there.approve(id);
    await there.tellAll();
    await ahead.follows();
    const fee = (await bills.list({ personId }))[0]!.feeMinor!;
    expect(fee).toBeGreaterThan(0);
    const paid = { 'gateway-clearing USD': 999 - fee, 'fees USD': fee, 'deferred-revenue USD': -999 };
    expect(await ahead.booked(id)).toEqual(paid);

    await ahead.givesBack(id, 500);
    await ahead.follows();
    await there.tellAll();
    await ahead.follows();
    expect(await ahead.booked(id)).toMatchObject({ 'deferred-revenue USD': -499 });
    expect(await act.standing(id)).toMatchObject({ refunds: [], outside: [] });
    expect(await ahead.trends()).toBe(200);
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('is begun once, wherever that is stopped', async () => {
    await paypal();
    await on.begun(ahead.BY_PAYPAL); // PayPal's token is there
    expect(await stoppedAnywhere(create, { as: act.as, body: ahead.BY_PAYPAL })).toBeGreaterThan(8);
    expect((await rows()).filter(({ entity }) => entity === 'payment')).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import { value } from '../answers.ts';
import { shop, usd } from './shop.ts';
import { NOW } from './stage.ts';

describe('a price', () => {
  it('is offered once', async () => {
    const { offer, monthly, yearly, world } = await shop();
    expect(monthly).not.toBe(yearly);
    await world('clock', { days: 2 });
    expect(await offer('prc_monthly', 2000, 'month')).toBe(monthly);
    expect(await offer('prc_dearer', 2500, 'month')).not.toBe(monthly);
  });
});

describe('a payer', () => {
  it('is found by our id, and forgotten', async () => {
    const { payers, payerRef, subscribed, read } = await shop();
    expect(value(await payers.find('per_1'))).toEqual({ ref: payerRef });
    const ref = await subscribed();
    value(await payers.remove({ id: 'per_1', ref: payerRef }));
    expect(value(await payers.find('per_1'))).toBeUndefined();
    expect(await read(ref)).toMatchObject({ status: 'ended' });
  });
});

describe('a checkout', () => {
  it('grants nothing before it is paid, and then a subscription with its first bill', async () => {
    const { subscriptions, checkout, pay, payerRef, read, lastBill, monthly, gateway } = await shop();
    const made = await checkout();
    expect(made).toMatchObject({ id: 'chk_1', status: 'open', payerRef, subscriptionRef: undefined });
    expect(await (await fetch(made.url!)).text()).toContain('This is a fake of Stripe');
    const back = await pay(made.url!);
    expect([back.status, back.headers.get('location')]).toEqual([303, 'https://app.example.com/welcome']);
    const { status, subscriptionRef } = value(await subscriptions.readCheckout(made.ref));
    expect(status).toBe('complete');
    expect(await read(subscriptionRef!)).toMatchObject({
      status: 'active',
      payerRef,
      priceId: 'prc_monthly',
      priceRef: monthly,
      periodStart: NOW,
      periodEnd: '2026-02-10T09:00:00.000Z',
      endsAtPeriodEnd: false,
      tags: { person: 'per_1' },
    });
    const bill = await lastBill(subscriptionRef!);
    expect(bill).toMatchObject({
      status: 'paid',
      cause: 'start',
      total: usd(2000),
      paidMinor: 2000,
      periodEnd: '2026-02-10T09:00:00.000Z',
      tags: { person: 'per_1' },
    });
    expect(value(await gateway.payments.read(bill.paymentRef!))).toMatchObject({ status: 'succeeded', fee: usd(88) });
  });

  it('stays open when the bank says no, or the payer does not confirm', async () => {
    const { subscriptions, checkout, pay, told } = await shop();
    const { ref, url } = await checkout();
    expect(await (await pay(url!, 'pm_card_chargeDeclined')).text()).toContain('role="alert"');
    expect(await (await pay(url!, 'pm_card_threeDSecure2Required', 'refuses')).text()).toContain('role="alert"');
    expect(value(await subscriptions.readCheckout(ref))).toMatchObject({ status: 'open' });
    expect(told('customer.subscription.created')).toEqual([]);
    expect((await pay(url!, 'pm_card_threeDSecure2Required')).status).toBe(303);
  });

  it('is found by our id, and ends: by us, or by its time', async () => {
    const { subscriptions, checkout, payerRef, world } = await shop();
    const { ref } = await checkout();
    expect(value(await subscriptions.findCheckout({ id: 'chk_1', payerRef }))).toMatchObject({ ref });
    expect(value(await subscriptions.findCheckout({ id: 'chk_2', payerRef }))).toBeUndefined();
    expect(value(await subscriptions.expireCheckout({ id: 'chk_1', ref }))).toMatchObject({ status: 'expired' });
    await world('clock', { days: 2 });
    const other = await checkout();
    await world('clock', { days: 1 });
    expect(value(await subscriptions.readCheckout(other.ref))).toMatchObject({ status: 'expired', url: undefined });
  });
});

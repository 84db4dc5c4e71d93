import { describe, expect, it } from 'vitest';
import type { Options } from '../../../fakes/stripe/server.ts';
import { NOW, refusal, stage, value } from './stage.ts';

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const daysAfter = (instant: string, days: number) => new Date(Date.parse(instant) + days * 86_400_000).toISOString();

/** Premium at 20 a month and 200 a year, and somebody who wants it. */
async function shop(options: Options = {}) {
  const on = await stage(options);
  const { subscriptions, payers } = on.gateway;
  const offer = async (id: string, amountMinor: number, every: 'month' | 'year') =>
    value(await subscriptions.offer({ id, planId: 'pln_premium', title: 'Premium', price: usd(amountMinor), every }))
      .ref;
  const monthly = await offer('prc_monthly', 2000, 'month');
  const yearly = await offer('prc_yearly', 20_000, 'year');
  const payerRef = value(await payers.create({ id: 'per_1', email: 'somebody@example.com' })).ref;
  const checkout = async (more: { couponRef?: string; trialDays?: number; priceRef?: string } = {}) =>
    value(
      await subscriptions.checkout({
        id: 'chk_1',
        payerRef,
        priceRef: monthly,
        tags: { person: 'per_1' },
        successUrl: 'https://app.example.com/welcome',
        cancelUrl: 'https://app.example.com/plans',
        ...more,
      }),
    );
  /** Through the hosted page, as a browser would. */
  const pay = async (url: string, card = 'pm_card_visa', bank = 'confirms') => {
    const body = new URLSearchParams({ card, bank });
    return fetch(url, { method: 'POST', body, redirect: 'manual' });
  };
  const subscribed = async (more: Parameters<typeof checkout>[0] & { card?: string } = {}) => {
    const { card, ...asked } = more;
    const { ref, url } = await checkout(asked);
    await pay(url!, card);
    return value(await subscriptions.readCheckout(ref)).subscriptionRef!;
  };
  const read = async (ref: string) => value(await subscriptions.read(ref));
  const lastBill = async (ref: string) => value(await subscriptions.readBill((await read(ref)).lastBillRef!));
  return { ...on, subscriptions, payers, offer, monthly, yearly, payerRef, checkout, pay, subscribed, read, lastBill };
}

describe('a price', () => {
  it('is offered once', async () => {
    const { offer, monthly, yearly, world } = await shop();
    expect(monthly).not.toBe(yearly);
    await world('clock', { days: 2 });
    expect(await offer('prc_monthly', 2000, 'month')).toBe(monthly);
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

describe('a subscription', () => {
  it('renews by the clock, a month at a time, to the last of short months', async () => {
    const { subscribed, world, read, lastBill, told } = await shop();
    await world('clock', { to: '2026-01-31T12:00:00.000Z' });
    const ref = await subscribed();
    const ends: string[] = [];
    for (const to of ['2026-02-28T14:00:00.000Z', '2026-03-31T14:00:00.000Z']) {
      await world('clock', { to });
      ends.push((await read(ref)).periodEnd);
    }
    expect(ends).toEqual(['2026-03-31T12:00:00.000Z', '2026-04-30T12:00:00.000Z']);
    expect(await lastBill(ref)).toMatchObject({ status: 'paid', cause: 'renewal', total: usd(2000), tries: 1 });
    expect(told('invoice.paid')).toHaveLength(3);
  });

  it('is free for its trial, and billed after it', async () => {
    const { subscribed, world, read, lastBill } = await shop();
    const ref = await subscribed({ trialDays: 14 });
    expect(await read(ref)).toMatchObject({ status: 'trial', trialEnd: daysAfter(NOW, 14) });
    expect(await lastBill(ref)).toMatchObject({ status: 'paid', cause: 'start', total: usd(0), paymentRef: undefined });
    await world('clock', { days: 15 });
    expect(await read(ref)).toMatchObject({ status: 'active', periodStart: daysAfter(NOW, 14) });
    expect(await lastBill(ref)).toMatchObject({ status: 'paid', cause: 'renewal', total: usd(2000) });
  });

  it('is tried again when a renewal fails, and ends when all tries have', async () => {
    const { subscribed, world, read, lastBill, told } = await shop();
    const ref = await subscribed({ card: 'pm_card_chargeCustomerFail' });
    await world('clock', { to: '2026-02-10T11:00:00.000Z' });
    expect(await read(ref)).toMatchObject({ status: 'past_due' });
    expect(await lastBill(ref)).toMatchObject({ status: 'open', tries: 1, nextTryAt: '2026-02-13T10:00:00.000Z' });
    await world('clock', { days: 30 });
    expect(await read(ref)).toMatchObject({ status: 'ended' });
    expect(told('invoice.payment_failed')).toHaveLength(4);
    expect(told('payment_intent.created')).toHaveLength(2);
  });

  it('is active again when a better card pays what is open', async () => {
    const { subscribed, subscriptions, payerRef, world, read, lastBill } = await shop();
    const ref = await subscribed({ card: 'pm_card_threeDSecure2Required' });
    await world('clock', { days: 32 });
    expect(await read(ref)).toMatchObject({ status: 'past_due' });
    const { url } = value(await subscriptions.portal({ payerRef, returnUrl: 'https://app.example.com/' }));
    await fetch(url, { method: 'POST', body: new URLSearchParams({ card: 'pm_card_visa' }) });
    expect(await read(ref)).toMatchObject({ status: 'active' });
    expect(await lastBill(ref)).toMatchObject({ status: 'paid', tries: 2, nextTryAt: undefined });
  });

  it('changes to a year: the rest of the month is credited, the year begins now', async () => {
    const { subscribed, subscriptions, yearly, world, read, lastBill } = await shop();
    const ref = await subscribed();
    await world('clock', { to: '2026-01-25T21:00:00.000Z' }); // half of 31 days
    const changed = value(await subscriptions.change({ id: 'act_1', ref, priceRef: yearly }));
    expect(changed).toMatchObject({ priceId: 'prc_yearly', periodEnd: '2027-01-25T21:00:00.000Z', status: 'active' });
    expect(await lastBill(ref)).toMatchObject({ status: 'paid', cause: 'change', total: usd(19_000) });
    value(await subscriptions.change({ id: 'act_1', ref, priceRef: yearly }));
    await world('clock', { to: '2026-03-01T00:00:00.000Z' });
    expect(await read(ref)).toMatchObject({ periodEnd: '2027-01-25T21:00:00.000Z' });
  });

  it('changes to less: what is owed back pays the next bills', async () => {
    const { subscribed, subscriptions, offer, world, lastBill } = await shop();
    const ref = await subscribed();
    const less = await offer('prc_less', 500, 'month');
    await world('clock', { to: '2026-01-25T21:00:00.000Z' });
    value(await subscriptions.change({ id: 'act_1', ref, priceRef: less }));
    expect(await lastBill(ref)).toMatchObject({ status: 'paid', total: usd(-750), paidMinor: 0 });
    await world('clock', { to: '2026-02-10T11:00:00.000Z' });
    expect(await lastBill(ref)).toMatchObject({ status: 'paid', total: usd(500), paidMinor: 0 });
    await world('clock', { to: '2026-03-10T11:00:00.000Z' });
    expect(await lastBill(ref)).toMatchObject({ status: 'paid', total: usd(500), paidMinor: 250 });
  });

  it('pauses without bills, until it is resumed or the day comes', async () => {
    const { subscribed, subscriptions, world, read, lastBill, told } = await shop();
    const ref = await subscribed();
    value(await subscriptions.pause({ id: 'act_1', ref }));
    expect(await read(ref)).toMatchObject({ status: 'paused', pausedUntil: undefined });
    await world('clock', { days: 32 });
    expect(await lastBill(ref)).toMatchObject({ status: 'void' });
    expect(value(await subscriptions.resume({ id: 'act_2', ref }))).toMatchObject({ status: 'active' });
    const until = '2026-03-01T00:00:00.000Z';
    expect(value(await subscriptions.pause({ id: 'act_3', ref, until }))).toMatchObject({ pausedUntil: until });
    await world('clock', { to: '2026-03-01T00:00:00.000Z' });
    expect(await read(ref)).toMatchObject({ status: 'active' });
    expect(told('payment_intent.succeeded')).toHaveLength(1);
  });

  it('ends with what is paid for, unless it is kept; or at once', async () => {
    const { subscribed, subscriptions, payerRef, world, read } = await shop();
    const ref = await subscribed();
    expect(value(await subscriptions.endAtPeriodEnd({ id: 'act_1', ref }))).toMatchObject({ endsAtPeriodEnd: true });
    expect(value(await subscriptions.keep({ id: 'act_2', ref }))).toMatchObject({ endsAtPeriodEnd: false });
    value(await subscriptions.endAtPeriodEnd({ id: 'act_3', ref }));
    await world('clock', { to: '2026-02-10T08:59:59.000Z' });
    expect(await read(ref)).toMatchObject({ status: 'active' });
    await world('clock', { to: '2026-02-10T09:00:00.000Z' });
    expect(await read(ref)).toMatchObject({ status: 'ended', endedAt: '2026-02-10T09:00:00.000Z' });
    expect(refusal(await subscriptions.keep({ id: 'act_4', ref })).reason).toBe('invalid');
    const other = await subscribed();
    expect(value(await subscriptions.end({ id: 'act_5', ref: other }))).toMatchObject({ status: 'ended' });
    expect(value(await subscriptions.of(payerRef)).map((one) => one.ref)).toEqual([other, ref]);
  });
});

describe('a coupon', () => {
  const coupon = { id: 'cpn_1', title: 'A quarter off', off: { basisPoints: 2500 }, lasts: { months: 2 } } as const;

  it('takes its part off, for as long as it lasts', async () => {
    const { subscriptions, subscribed, world, told } = await shop();
    const { ref: couponRef } = value(await subscriptions.coupon(coupon));
    expect(value(await subscriptions.coupon(coupon)).ref).toBe(couponRef);
    await subscribed({ couponRef });
    await world('clock', { days: 95 });
    expect(told('invoice.paid').map((one) => one['data'].object.total)).toEqual([1500, 1500, 2000, 2000]);
  });

  it('of an amount counts once for who is subscribed already', async () => {
    const { subscriptions, subscribed, world, told } = await shop();
    const off = { amount: usd(300) };
    const { ref: couponRef } = value(await subscriptions.coupon({ ...coupon, off, lasts: 'once' }));
    const ref = await subscribed();
    value(await subscriptions.discount({ id: 'act_1', ref, couponRef }));
    await world('clock', { days: 65 });
    expect(told('invoice.paid').map((one) => one['data'].object.total)).toEqual([2000, 1700, 2000]);
  });
});

import { describe, expect, it } from 'vitest';
import { refusal, value } from '../answers.ts';
import { shop, usd } from './shop.ts';
import { NOW } from './stage.ts';

const daysAfter = (instant: string, days: number) => new Date(Date.parse(instant) + days * 86_400_000).toISOString();

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
    expect(await lastBill(ref)).toMatchObject({
      status: 'paid',
      cause: 'change',
      total: usd(19_000),
      periodEnd: '2027-01-25T21:00:00.000Z',
    });
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

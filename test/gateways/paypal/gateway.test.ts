import { describe, expect, it } from 'vitest';
import { fromPayPal, toPayPal } from '#shared/gateways/paypal/money';
import { transfers as transfersOf } from '#shared/gateways/paypal/transfers';
import { refusal, value } from '../answers.ts';
import { payment, stage, usd } from './stage.ts';

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

  it('is taken once, though answers are lost and keys forgotten', async () => {
    const { payments, world } = await stage();
    await world('lose');
    expect(await payments.create(payment)).toEqual({ kind: 'doubt', why: 'no_answer' });
    expect(value(await payments.find('pay_1'))).toBeUndefined();
    const one = value(await payments.create(payment));
    await world('forget-keys');
    const other = value(await payments.create(payment));
    expect(other.ref).not.toBe(one.ref);
    for (const { ref } of [one, other]) await world(`orders/${ref}/approve`);
    await world('lose');
    expect((await payments.confirm({ id: 'pay_1', tryId: 'try_1', ref: one.ref })).kind).toBe('doubt');
    expect(value(await payments.read(one.ref))).toMatchObject({ status: 'succeeded' });
    const again = await payments.confirm({ id: 'pay_1', tryId: 'try_2', ref: other.ref });
    expect(refusal(again).reason).toBe('wrong_state');
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
    expect(value(await refunds.read(part.ref))).toMatchObject({ status: 'done', paymentRef });
    expect(value(await payments.read(paymentRef))).toMatchObject({ refundedMinor: 5000 });
    value(await refund('rfd_3', 5050));
    expect(refusal(await refund('rfd_4', 1)).reason).toBe('wrong_state');
  });
});

describe('a payout by PayPal', () => {
  const payout = { id: 'pyt_1', accountRef: 'PAYERFAKE1', amount: usd(8210), tags: {} };

  it('is sent once, also when its answer is lost and its key forgotten', async () => {
    const { transfers, world, captured } = await stage();
    expect(refusal(await transfers.create(payout)).reason).toBe('balance_too_low');
    await captured();
    await world('lose');
    expect((await transfers.create(payout)).kind).toBe('doubt');
    const made = value(await transfers.create(payout));
    const known = { id: 'pyt_1', accountRef: 'PAYERFAKE1', amount: usd(8210) };
    expect(made).toMatchObject({ ...known, hasArrived: true, fee: usd(164), returnedMinor: 0 });
    await world('forget-keys');
    expect(value(await transfers.create(payout)).ref).toBe(made.ref);
    expect(refusal(await transfers.reverse({ id: 'rev_1', ref: made.ref, amount: usd(1) })).reason).toBe('cannot');
  });

  it('comes back when nobody takes it', async () => {
    const { transfers, world, captured } = await stage();
    await captured();
    await world('payouts', { becomes: 'UNCLAIMED' });
    const { ref } = value(await transfers.create(payout));
    expect(value(await transfers.read(ref))).toMatchObject({ hasArrived: false, returnedMinor: 0, fee: undefined });
    await world(`payouts/${ref}/come-back`);
    expect(value(await transfers.read(ref))).toMatchObject({ hasArrived: false, returnedMinor: 8210 });
    expect(refusal(await transfers.read('FAKENONE')).reason).toBe('not_found');
  });
});

describe('a batch of which nothing shows yet', () => {
  const of = async (batch_status: string, item?: object) => {
    const money = { currency: 'USD', value: '82.10' };
    const batch_header = {
      ...{ payout_batch_id: 'FAKEB1', sender_batch_header: { sender_batch_id: 'out_1' } },
      ...{ batch_status, amount: money, time_created: '2026-01-02T03:04:05Z' },
    };
    const items = item && { items: [{ payout_item: { amount: money, receiver: 'PAYERFAKE1' }, ...item }] };
    const { read } = transfersOf(async () => ({ kind: 'answer', value: { batch_header, ...items } }));
    const { id, amount, hasArrived, returnedMinor, fee } = value(await read('FAKEB1'));
    expect([id, amount]).toEqual(['out_1', usd(8210)]);
    return { hasArrived, returnedMinor, fee };
  };
  const waits = { hasArrived: false, returnedMinor: 0, fee: undefined };
  const isBack = { ...waits, returnedMinor: 8210 };
  const payout_item_fee = { currency: 'USD', value: '1.64' };

  it('waits, unless it was denied', async () => {
    expect([await of('PENDING'), await of('DENIED')]).toEqual([waits, isBack]);
  });

  it.each([
    ['SUCCESS', { ...waits, hasArrived: true, fee: usd(164) }] as const,
    ...['PENDING', 'UNCLAIMED', 'ONHOLD', 'BLOCKED'].map((status) => [status, waits] as const),
    ...['FAILED', 'RETURNED', 'REFUNDED', 'REVERSED', 'DENIED'].map((status) => [status, isBack] as const),
  ])('its item at %s', async (transaction_status, stands) => {
    expect(await of('SUCCESS', { transaction_status, payout_item_fee })).toEqual(stands);
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

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toSettle } from '#lambdas/payments/events';
import { handler as onToSettle } from '#lambdas/payments/on-to-settle';
import { unsettled } from '#lambdas/payments/records';
import { raised, stoppedAnywhere } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { kaspi, notice } from './kaspi.ts';
import { settle } from './stripe.ts';

beforeEach(act.everybody);
afterEach(() => void vi.useRealTimers());
const later = (minutes: number) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
const waiting = async () => (await rows()).filter(({ entity }) => entity === unsettled.name).length;
const AT = '2026-01-01T00:00:00.000Z';

/** The money is the provider's already: they owe the commission. */
const PAID = { 'provider-receivable KZT': 75_000, 'commission KZT': -75_000 };
const settled = { status: 'succeeded', booked: ['paid-in-person'], balances: PAID, left: [5] };

describe('a payment by a QR that Kaspi makes', () => {
  it('is looked at when its payer looks, and only then settled', async () => {
    const on = await kaspi();
    const begun = await on.begin();
    expect(begun).toMatchObject({ status: 201, body: { actionUrl: expect.stringContaining('/pay/page/') } });
    const { id } = begun.body.payment;
    await act.look(id);
    expect(await raised(toSettle)).toEqual([]);
    await on.payer(id, 'pays');
    expect((await act.look(id)).body).toMatchObject({ status: 'pending' });
    await settle();
    expect((await act.look(id)).body).toMatchObject({ status: 'succeeded' });
    expect(await act.standing(id)).toMatchObject(settled);
    expect(await waiting()).toBe(0);
  });

  it('is settled when its payer says that they have paid', async () => {
    const on = await kaspi();
    const id = await on.paid();
    expect(await act.confirmed(id)).toMatchObject({ status: 200, body: { payment: { status: 'succeeded' } } });
    await settle();
    expect(await act.standing(id)).toMatchObject(settled);
  });

  it('is found by the sweep, and ends after five minutes where nobody pays', async () => {
    const on = await kaspi();
    const [id, left] = [await on.paid(), await on.begun()];
    later(3);
    await act.sweeps('2026-01-01T00:05:00Z');
    await settle();
    expect(await act.standing(id)).toMatchObject(settled);
    expect(await act.standing(left)).toMatchObject({ status: 'pending' });
    later(3);
    await act.sweeps('2026-01-01T00:10:00Z');
    await settle();
    expect(await act.standing(left)).toMatchObject({ status: 'cancelled', booked: [] });
    expect(await waiting()).toBe(0);
  });

  it('that its payer does not want is over once Kaspi lets nobody pay it any more', async () => {
    const on = await kaspi();
    const id = await on.begun();
    await act.drop(id);
    await settle();
    expect(await act.standing(id)).toMatchObject({ status: 'pending' });
    await on.payer(id, 'pays'); // the link still stood
    await act.look(id);
    await settle();
    expect(await act.standing(id)).toMatchObject(settled);
  });

  it('is begun again where its answer was lost, and its payer shown the link', async () => {
    const on = await kaspi();
    await on.lose('POST qr/create-link');
    expect(await on.begin({}, 'same')).toMatchObject({ status: 503 });
    const again = await on.begin({}, 'same');
    expect(again).toMatchObject({ status: 201, body: { actionUrl: expect.stringContaining('/pay/page/') } });
    await on.payer(again.body.payment.id, 'pays');
    await act.look(again.body.payment.id);
    await settle();
    expect(await act.standing(again.body.payment.id)).toMatchObject(settled);
  });

  it('is settled once, wherever the look is stopped', async () => {
    const on = await kaspi();
    const id = await on.paid();
    const look = toSettle.raise({ gateway: 'kaspi', about: 'payment', id, of: id, at: AT });
    expect(await stoppedAnywhere(onToSettle, look)).toBeGreaterThan(8);
    expect(await act.standing(id)).toMatchObject(settled);
  });
});

describe('what an intermediary tells', () => {
  it('is looked at, once', async () => {
    const on = await kaspi();
    const id = await on.paid();
    const ref = await act.refOf(id);
    expect(await notice(ref, id)).toBe(200);
    expect(await notice(ref, id)).toBe(200);
    expect(await raised(toSettle)).toHaveLength(1);
    await settle();
    expect(await act.standing(id)).toMatchObject(settled);
  });

  it('pays nothing with what paid for something else', async () => {
    const on = await kaspi();
    const [id, other] = [await on.begun(), await on.paid()];
    await notice(await act.refOf(other), id);
    await settle();
    expect(await act.standing(id)).toMatchObject({ status: 'pending', booked: [] });
  });

  it('is refused where it is signed with another secret, and thanked for where nobody listens', async () => {
    const on = await kaspi();
    const id = await on.paid();
    expect(await notice('9000', id, { secret: 'another' })).toBe(400);
    expect(await notice('9000', id, { event: 'report.ready' })).toBe(200);
    expect(await raised(toSettle)).toEqual([]);
  });
});

describe('money back by Kaspi, which knows no ids of ours', () => {
  const bought = async () => {
    const on = await kaspi();
    const id = await on.paid();
    await act.confirmed(id);
    await settle();
    return { ...on, id };
  };

  it('is given part after part, each once', async () => {
    const { id } = await bought();
    await act.giveBack(id, { amountMinor: 200_000 });
    await act.giveBack(id, { amountMinor: 200_000 });
    await act.giveBack(id);
    await settle();
    later(3);
    await act.sweeps('2026-01-01T00:05:00Z');
    await settle();
    expect(await act.standing(id)).toMatchObject({
      refunds: [{ status: 'done' }, { status: 'done' }, { status: 'done' }],
      balances: {},
      left: [0],
    });
    expect(await waiting()).toBe(0);
  });

  it('is not given twice where the answer was lost and another waits', async () => {
    const { id, lose } = await bought();
    await act.giveBack(id, { amountMinor: 200_000 });
    await act.giveBack(id, { amountMinor: 100_000 });
    await lose('POST payment/return');
    await expect(settle()).rejects.toThrow('no_answer');
    for (const at of ['05', '10', '15']) {
      later(3);
      await act.sweeps(`2026-01-01T00:${at}:00Z`);
      await settle();
    }
    expect(await act.standing(id)).toMatchObject({
      refunds: [{ status: 'done' }, { status: 'done' }],
      balances: { 'provider-receivable KZT': 30_000, 'commission KZT': -30_000 },
    });
  });

  it('that its provider has given by hand is booked back', async () => {
    const { id, giveBackByHand } = await bought();
    await giveBackByHand(id, 1000);
    await act.giveBack(id, { amountMinor: 200_000 });
    await settle();
    expect(await act.standing(id)).toMatchObject({ refunds: [{ status: 'failed' }], balances: PAID, left: [5] });
  });
});

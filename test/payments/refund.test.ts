import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refunded, refundFailed } from '#lambdas/payments/events';
import { unsettled } from '#lambdas/payments/records';
import { raised } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { PACK } from './made.ts';
import { events, happens, settle, tell } from './stripe.ts';

beforeEach(act.everybody);
afterEach(() => void vi.useRealTimers());

const later = (minutes: number) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
const waiting = async () => (await rows()).filter(({ entity }) => entity === unsettled.name).length;

describe('money back', () => {
  it('is all of it, by the policy, for what was not used; the provider bears what the gateway keeps', async () => {
    const id = await act.paid();
    await settle();
    expect(await act.haveBack(id)).toMatchObject({ status: 202, body: { status: 'asked', amount: PACK.price } });
    expect(await act.standing(id)).toMatchObject({ left: [0] });
    await settle();
    expect(await act.standing(id)).toMatchObject({
      refunds: [{ status: 'done' }],
      balances: { 'gateway-clearing USD': -320, 'provider-payable USD': 320 },
    });
    expect((await act.look(id)).body).toMatchObject({ refundedMinor: 10_000 });
    expect(await raised(refunded)).toMatchObject([{ paymentId: id, amount: PACK.price }]);
    expect(await act.haveBack(id)).toMatchObject({ status: 409, body: { type: '/problems/nothing_to_refund' } });
    expect(await waiting()).toBe(0);
  });

  it('is half of it by an admin, then half again, never more', async () => {
    const id = await act.paid();
    await settle();
    await act.giveBack(id, { amountMinor: 5_000 });
    expect(await act.standing(id)).toMatchObject({ left: [5] });
    expect(await act.giveBack(id, { amountMinor: 5_001 })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'amountMinor' }] },
    });
    await act.giveBack(id);
    await settle();
    expect(await act.standing(id)).toMatchObject({
      refunds: [{ status: 'done' }, { status: 'done' }],
      balances: { 'gateway-clearing USD': -320, 'fees USD': 320 },
      left: [0],
    });
  });

  it('that its gateway refuses is booked back, and what was bought is there again', async () => {
    const id = await act.paid();
    await settle();
    await happens('faults', { route: 'POST /v1/refunds', how: 'broken' });
    await act.haveBack(id);
    await expect(settle()).rejects.toThrow('broken');
    await happens(`payments/${await act.refOf(id)}/dispute`);
    later(3);
    await act.sweeps('2026-01-01T00:05:00Z');
    await settle();
    expect(await act.standing(id)).toMatchObject({ refunds: [{ status: 'failed' }], left: [5] });
    const told = await raised(refundFailed);
    expect(told).toMatchObject([{ paymentId: id, amount: PACK.price, wasDone: false }]);
    expect(await raised(refunded)).toEqual([]);
  });

  it('that a bank sends back later is told to have failed, once, after it was told to be done', async () => {
    const id = await act.begun();
    await act.pay(id, 'pm_card_refundFail');
    await settle();
    await act.giveBack(id, { amountMinor: 4_000 });
    await settle();
    const [done] = await raised(refunded);
    expect(await raised(refundFailed)).toEqual([]);
    await happens('clock', { days: 1 });
    await settle();
    for (const event of events) await tell(event);
    await settle();
    expect(await raised(refundFailed)).toMatchObject([
      { id: done!.id, paymentId: id, payerId: 'cli_1', amount: { amountMinor: 4_000 }, wasDone: true },
    ]);
    expect(await raised(refunded)).toHaveLength(1);
  });
});

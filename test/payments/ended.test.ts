import { beforeEach, describe, expect, it } from 'vitest';
import { handler as create } from '#lambdas/payments/create-payment';
import { endedAs } from '#lambdas/payments/domain/view';
import { paymentBegun, paymentEnded } from '#lambdas/payments/events';
import { handler as markPaid } from '#lambdas/payments/mark-paid';
import { call, coach, raised, stoppedAnywhere } from '../kit/index.ts';
import * as act from './acts.ts';
import { PACK, payment } from './made.ts';
import { again, events, refusing, settle, tell } from './stripe.ts';

beforeEach(act.everybody);

const ended = async () => (await raised(paymentEnded)).map(({ id, before, status }) => [id, before, status]);
const WAY = { gateway: 'stripe', currency: 'USD' };

describe('a payment', () => {
  it('is told of when its gateway is asked for it, and when it is paid, once each', async () => {
    const id = await act.paid();
    await settle();
    for (const event of events) await tell(event);
    await settle();
    await again();
    const [begun, ...more] = await raised(paymentBegun);
    expect([begun, more]).toMatchObject([{ id, ...WAY }, []]);
    expect(await raised(paymentEnded)).toMatchObject([{ ...begun, before: 'pending', status: 'succeeded' }]);
  });

  it('is told of when it is cancelled, also by the hour', async () => {
    const id = await act.begun();
    await act.drop(id);
    await settle();
    expect(await ended()).toEqual([[id, 'pending', 'cancelled']]);
  });

  it('that its gateway will not begin has failed, and had been begun', async () => {
    await refusing(async () => void (await act.begin()));
    const begun = await raised(paymentBegun);
    expect(await ended()).toEqual([[begun[0]!.id, 'pending', 'failed']]);
  });

  it('in person is not told of: nobody was asked', async () => {
    const { id } = (await act.begin({ gateway: 'cash' })).body.payment;
    await call(markPaid, { as: coach('coa_1'), key: 'm', params: { id } });
    expect([await raised(paymentBegun), await raised(paymentEnded)]).toEqual([[], []]);
  });

  it('is told of once, wherever its beginning is stopped', async () => {
    const body = { subject: { kind: 'pack', id: 'pck_1' }, gateway: 'stripe', amount: PACK.price };
    await stoppedAnywhere(create, { as: act.as, body });
    expect(await raised(paymentBegun)).toHaveLength(1);
  });

  it('that succeeds after all says what it was before', () => {
    const [was, is] = [payment({ status: 'cancelled' }), payment({ status: 'succeeded' })];
    const at = '2026-01-06T00:00:00.000Z';
    expect(endedAs(was, is, new Date(at))).toEqual({
      id: 'pay_1',
      ...WAY,
      begunAt: was.createdAt,
      before: 'cancelled',
      status: 'succeeded',
      at,
    });
    expect([endedAs(is, is, new Date(at)), endedAs(was, payment(), new Date(at))]).toEqual([undefined, undefined]);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cancelled, succeeded, toSettle } from '#lambdas/payments/events';
import { handler as listHoldings } from '#lambdas/payments/list-holdings';
import { handler as markPaid } from '#lambdas/payments/mark-paid';
import { handler as onToSettle } from '#lambdas/payments/on-to-settle';
import { unsettled } from '#lambdas/payments/records';
import { call, coach, deliver, raised } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { AT, PACK } from './made.ts';
import { events, happens, refusing, settle, tell } from './stripe.ts';

beforeEach(act.everybody);
afterEach(() => void vi.useRealTimers());

const later = (minutes: number) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
const waiting = async () => (await rows()).filter(({ entity }) => entity === unsettled.name).length;
const tellAll = async () => {
  for (const event of events) expect(await tell(event)).toBe(200);
  await settle();
};

const PAID = { 'gateway-clearing USD': 9680, 'provider-payable USD': -8180, 'commission USD': -1500 };

describe('to pay', () => {
  it('goes from a record to a charge, to what was bought, and to books that balance', async () => {
    const begun = await act.begin();
    expect(begun).toMatchObject({ status: 201, body: { payment: { status: 'pending', amount: PACK.price } } });
    const { payment, clientSecret } = begun.body;
    expect(clientSecret).toMatch(/^pi_/);
    expect(await act.pay(payment.id)).toMatchObject({ status: 200, body: { payment: { status: 'succeeded' } } });
    expect((await act.look(payment.id)).body).toMatchObject({ status: 'pending' });
    expect(await waiting()).toBe(1);

    await tellAll();
    expect((await act.look(payment.id)).body).toMatchObject({ status: 'succeeded' });
    expect((await call(listHoldings, { as: act.as })).body.items).toMatchObject([{ left: 5, coachId: 'coa_1' }]);
    expect(await raised(succeeded)).toMatchObject([{ id: payment.id, payerId: 'cli_1', providerId: 'coa_1' }]);
    expect(await act.standing(payment.id)).toMatchObject({ booked: ['fee-known', 'paid'], balances: PAID, left: [5] });
    expect(await waiting()).toBe(0);
  });

  it('says why a bank said no, and takes another card', async () => {
    const id = await act.begun();
    expect(await act.pay(id, 'pm_card_chargeDeclinedInsufficientFunds')).toMatchObject({
      status: 200,
      body: { decline: 'insufficient_funds', payment: { status: 'pending' } },
    });
    await tellAll();
    expect(await act.standing(id)).toMatchObject({ status: 'pending', booked: [], left: [] });
    await act.pay(id);
    await settle();
    expect(await act.standing(id)).toMatchObject({ status: 'succeeded', balances: PAID });
  });

  it('waits for the bank where it asks', async () => {
    const id = await act.begun();
    expect(await act.pay(id, 'pm_card_authenticationRequired')).toMatchObject({
      body: { actionUrl: expect.stringContaining('http'), payment: { status: 'pending' } },
    });
    await happens(`payments/${await act.refOf(id)}/authenticate`, { passed: true });
    await tellAll();
    expect(await act.standing(id)).toMatchObject({ status: 'succeeded', balances: PAID });
  });

  it.each([
    ['another price', { amount: { ...PACK.price, amountMinor: 9_999 } }, 409, 'amount'],
    ['another currency', { amount: { ...PACK.price, currency: 'EUR' } }, 409, 'amount'],
    ['less than nothing', { amount: { ...PACK.price, amountMinor: -1 } }, 409, 'amount'],
    ['a fraction', { amount: { ...PACK.price, amountMinor: 0.5 } }, 422, 'amount'],
    ['what no gateway of ours can', { gateway: 'kaspi' }, 422, 'gateway'],
  ])('refuses %s, and nothing has moved', async (_, more, status, field) => {
    expect(await act.begin(more)).toMatchObject({
      status,
      body: { errors: [{ field: expect.stringContaining(field) }] },
    });
    expect(await waiting()).toBe(0);
  });

  it('pays nothing twice', async () => {
    const id = await act.paid();
    await settle();
    expect(await act.pay(id)).toMatchObject({ status: 409, body: { type: '/problems/already_paid' } });
    expect(await act.drop(id)).toMatchObject({ status: 409 });
  });
});

describe('what nobody pays', () => {
  it('is cancelled at its gateway when its payer says so', async () => {
    const id = await act.begun();
    expect(await act.drop(id)).toMatchObject({ status: 202 });
    expect(await act.pay(id)).toMatchObject({ status: 409, body: { type: '/problems/payment_over' } });
    await settle();
    expect(await act.standing(id)).toMatchObject({ status: 'cancelled', booked: [] });
    expect(await raised(cancelled)).toMatchObject([{ id }]);
    expect(events.map(({ type }) => type)).toContain('payment_intent.canceled');
  });

  it('is looked at by the sweep, and cancelled when its time is over', async () => {
    const id = await act.begun();
    await act.sweeps('2026-01-01T00:00:00Z');
    expect(await raised(toSettle)).toEqual([]);
    later(3);
    await act.sweeps('2026-01-01T00:05:00Z');
    await settle();
    expect(await act.standing(id)).toMatchObject({ status: 'pending' });
    later(60);
    await act.sweeps('2026-01-01T01:05:00Z');
    await settle();
    expect(await act.standing(id)).toMatchObject({ status: 'cancelled' });
    expect(await waiting()).toBe(0);
  });

  it('is found by the sweep when it was paid and nobody told us', async () => {
    const id = await act.begun();
    await happens(`payments/${await act.refOf(id)}/pay`, { card: 'pm_card_visa' });
    later(3);
    await act.sweeps('2026-01-01T00:05:00Z');
    await settle();
    expect(await act.standing(id)).toMatchObject({ status: 'succeeded', balances: PAID, left: [5] });
  });
});

describe('a gateway that does not answer', () => {
  it.each(['unheard', 'answer_lost', 'broken', 'busy'])(
    '%s: the payer asks again, or the sweep goes on',
    async (how) => {
      await happens('faults', { route: 'POST /v1/payment_intents', how });
      expect(await act.begin()).toMatchObject({ status: 503, body: { type: '/problems/gateway_silent' } });
      expect(await waiting()).toBe(1);
      later(3);
      await act.sweeps('2026-01-01T00:05:00Z');
      await settle();
      expect(events.filter(({ type }) => type === 'payment_intent.created')).toHaveLength(1);
      const [{ id }] = (await rows()).filter(({ entity }) => entity === 'payment').map(({ data }) => data) as [any];
      expect(await act.refOf(id)).toMatch(/^pi_/);
    },
  );
});

describe('a gateway that refuses', () => {
  it('ends the payment: another try is another payment', async () => {
    let failed = '';
    await refusing(async () => {
      const { body } = await act.begin();
      failed = body.payment.id;
      expect(body.payment).toMatchObject({ status: 'failed' });
      expect(await waiting()).toBe(0);
      expect(await act.pay(body.payment.id)).toMatchObject({ status: 409 });
    });
    expect((await act.begin()).body.payment).toMatchObject({ status: 'pending' });
    events.length = 0;
    const late = toSettle.raise({ gateway: 'stripe', about: 'payment', id: failed, of: failed, at: AT });
    await deliver(onToSettle, late); // the sweep looked before the gateway had refused
    expect(events).toEqual([]);
  });
});

describe('a payment in person', () => {
  const mark = (id: string, as = coach('coa_1'), key = 'm1') => call(markPaid, { as, key, params: { id } });

  it('waits until its provider says so, who then owes the commission', async () => {
    const { body } = await act.begin({ gateway: 'cash' });
    const { id } = body.payment;
    expect(await mark(id, coach('coa_2'))).toMatchObject({ status: 404 });
    expect(await mark(id)).toMatchObject({ status: 200, body: { status: 'succeeded' } });
    const owes = { 'provider-receivable USD': 1500, 'commission USD': -1500 };
    expect(await act.standing(id)).toMatchObject({ balances: owes, left: [5] });
    expect(await raised(succeeded)).toHaveLength(1);
    expect(await mark(id, coach('coa_1'), 'm2')).toMatchObject({ status: 409 });
    await act.giveBack(id);
    expect(await act.standing(id)).toMatchObject({ balances: {}, refunds: [{ status: 'done' }], left: [0] });
  });

  it('is given back by its provider, who owes the commission no more', async () => {
    const { id } = (await act.begin({ gateway: 'cash' })).body.payment;
    await mark(id);
    expect(await act.haveBack(id)).toMatchObject({ status: 202, body: { status: 'done' } });
    expect(await act.standing(id)).toMatchObject({ balances: {}, left: [0] });
  });

  it('is not said of one that a gateway takes', async () => {
    expect(await mark(await act.begun())).toMatchObject({ status: 422 });
  });
});

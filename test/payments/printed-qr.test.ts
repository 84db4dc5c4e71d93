import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toSettle } from '#lambdas/payments/events';
import { handler as getKaspiTill } from '#lambdas/payments/get-kaspi-till';
import { handler as markPaid } from '#lambdas/payments/mark-paid';
import { tills, unsettled } from '#lambdas/payments/records';
import { call, coach, raised, raw } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { kaspi, till } from './kaspi.ts';

beforeEach(act.everybody);
afterEach(() => void vi.useRealTimers());
const later = (minutes: number) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
const waiting = async () => (await rows()).filter(({ entity }) => entity === unsettled.name).length;

/** They have the money, and owe the commission. */
const PAID = { 'provider-receivable KZT': 75_000, 'commission KZT': -75_000 };
const settled = { status: 'succeeded', booked: ['paid-in-person'], balances: PAID, left: [5] };

describe('a printed QR', () => {
  const QR = 'https://pay.example.com/till-1';
  const mark = (id: string) => call(markPaid, { as: coach('coa_1'), key: 'm1', params: { id } });

  it('waits until its provider says that it was paid, however long', async () => {
    const on = await kaspi({ printedQr: QR });
    const begun = await on.begin();
    expect(begun).toMatchObject({ status: 201, body: { actionUrl: QR, payment: { status: 'pending' } } });
    const { id } = begun.body.payment;
    expect(await waiting()).toBe(0);
    expect(await act.confirmed(id)).toMatchObject({ status: 422, body: { errors: [{ field: 'gateway' }] } });
    later(3 * 24 * 60);
    await act.look(id);
    expect(await raised(toSettle)).toEqual([]);
    expect(await mark(id)).toMatchObject({ status: 200, body: { status: 'succeeded' } });
    expect(await act.standing(id)).toMatchObject(settled);
    await act.giveBack(id);
    expect(await act.standing(id)).toMatchObject({ refunds: [{ status: 'done' }], balances: {}, left: [0] });
  });

  it('is not marked where Kaspi itself can be asked', async () => {
    const on = await kaspi({ deviceToken: 'fake-till', printedQr: QR });
    expect(await mark(await on.begun())).toMatchObject({ status: 422 });
  });

  it('is the provider’s own: sealed, shown without the till’s name, and gone when they say so', async () => {
    const on = await kaspi({ deviceToken: 'fake-till', printedQr: QR });
    const seen = () => call(getKaspiTill, { as: coach('coa_1') });
    expect((await seen()).body).toEqual({ asks: true, printedQr: QR });
    expect(JSON.stringify(await raw(tills, { providerId: 'coa_1' }))).not.toContain('fake-till');
    await till({});
    expect((await seen()).body).toEqual({ asks: false });
    expect(await on.begin()).toMatchObject({ status: 422, body: { errors: [{ field: 'gateway' }] } });
    expect((await call(getKaspiTill, { as: coach('coa_2') })).body).toEqual({ asks: false });
  });
});

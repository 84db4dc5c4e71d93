import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as bookDebtPayment } from '#lambdas/payments/book-debt-payment';
import { debtDue, toSettle } from '#lambdas/payments/events';
import { handler as payOut } from '#lambdas/payments/every-month-pay-out';
import { handler as markPaid } from '#lambdas/payments/mark-paid';
import { lines, sellers } from '#lambdas/payments/records';
import { handler as writeOff } from '#lambdas/payments/write-off';
import { checked } from '../../bin/check/ledger.ts';
import { admin, call, coach, given, raised, tick } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';

const as = coach('coa_1');
const NOW = Date.now();
const later = (days: number) => void vi.useFakeTimers({ toFake: ['Date'], now: NOW + days * 86_400_000 });
const monthEnds = () => tick(payOut, new Date().toISOString());

beforeEach(async () => {
  await act.everybody();
  await given(
    sellers.add({ shard: '1', providerId: 'coa_1', since: '2026-01-01T00:00:00.000Z', payoutsEnabled: false }),
  );
});
afterEach(() => void vi.useRealTimers());

describe('a debt', () => {
  let keys = 0;
  const paidInPerson = async () => {
    const { id } = (await act.begin({ gateway: 'cash' })).body.payment;
    await call(markPaid, { as, key: `m${keys++}`, params: { id } });
  };
  const owed = async () =>
    (await lines.list({ account: 'provider-receivable', of: 'coa_1' })).reduce(
      (sum, { amountMinor }) => sum + amountMinor,
      0,
    );
  const body = { providerId: 'coa_1', currency: 'USD' };
  const off = (key: string) => call(writeOff, { as: admin('adm_1'), key, body });

  it('is let go of by an admin, when it has stood for ninety days', async () => {
    expect(await off('w0')).toMatchObject({ status: 409, body: { type: '/problems/nothing_owed' } });
    await paidInPerson();
    later(89);
    expect(await off('w1')).toMatchObject({ status: 409, body: { type: '/problems/debt_too_young' } });
    later(91);
    expect(await off('w2')).toMatchObject({
      status: 201,
      body: {
        lines: [
          { account: 'write-off', amountMinor: 1500 },
          { account: 'provider-receivable', amountMinor: -1500 },
        ],
      },
    });
    expect(await off('w3')).toMatchObject({ body: { type: '/problems/nothing_owed' } });
    expect(await raised(toSettle)).toEqual([]);
  });

  it('is let go of once by two at the same moment', async () => {
    await paidInPerson();
    later(91);
    const both = await Promise.all(['w1', 'w2'].map(off));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await owed()).toBe(0);
  });

  it('is told to who has it when the month ends, and is paid to our bank, in parts, each booked once', async () => {
    await paidInPerson();
    later(31);
    await monthEnds();
    expect(await raised(debtDue)).toMatchObject([{ providerId: 'coa_1', amount: { amountMinor: 1500 } }]);
    const pays = (amountMinor: number, reference: string) =>
      call(bookDebtPayment, {
        as: admin('adm_1'),
        key: `${reference}${amountMinor}${keys++}`,
        body: { providerId: 'coa_1', amount: { amountMinor, currency: 'USD' }, reference },
      });
    expect(await pays(1501, 'B1')).toMatchObject({ status: 422, body: { type: '/problems/more_than_owed' } });
    const both = await Promise.all([pays(500, 'B1'), pays(500, 'B1')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await owed()).toBe(1000);
    const rest = await Promise.all([pays(1000, 'B2'), pays(1000, 'B3')]);
    expect(rest.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await owed()).toBe(0);
    expect(await pays(1, 'B4')).toMatchObject({ status: 409, body: { type: '/problems/nothing_owed' } });
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('is not told of to whom nothing is owed', async () => {
    later(32);
    await monthEnds();
    expect(await raised(debtDue)).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paymentOf } from '#lambdas/payments/decisions';
import { handler as getEarnings } from '#lambdas/payments/get-earnings';
import { handler as judge } from '#lambdas/payments/judge-dispute';
import { entries, holds } from '#lambdas/payments/records';
import { checked } from '../../bin/check/ledger.ts';
import { admin, call, coach, stoppedAnywhere } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { balances } from './made.ts';
import { events, happens, settle, tell } from './stripe.ts';

const as = admin('adm_1');
let [id, ref] = ['', ''];
let key = 0;
const ours = (dispute = ref) => call(judge, { as, key: `j${key++}`, body: { paymentId: id, ref: dispute } });
const heard = async () => {
  for (const event of events) await tell(event);
  await settle();
};
const closes = async (outcome: 'won' | 'lost') => {
  await happens(`disputes/${ref}/close`, { outcome });
  await heard();
};
const earned = async () => {
  const month = new Date().toISOString().slice(0, 7);
  const { body } = await call(getEarnings, { as: coach('coa_1'), query: { month } });
  return body.earned[0]?.amountMinor;
};
const booked = async () => balances(await entries.list({ about: id }));

beforeEach(async () => {
  await act.everybody();
  id = await act.paid();
  await settle();
  ref = (await happens(`payments/${await act.refOf(id)}/dispute`)).id;
  await heard();
});
afterEach(() => void vi.useRealTimers());

describe('a dispute that is ours', () => {
  it('is booked back from its provider when it was lost already, and anew as ours, once', async () => {
    await closes('lost');
    const { 'provider-payable USD': payable = 0 } = await booked();
    expect(payable).toBeGreaterThan(0); // what they got is gone, and the fee besides
    expect(await ours()).toMatchObject({ status: 200, body: { isOurs: true, status: 'lost', ref } });
    const after = await booked();
    expect(after['provider-payable USD']).toBe(-8180);
    expect(after['write-off USD']).toBe(10_000);
    expect(await earned()).toBe(8180);
    expect((await paymentOf(id))!.disputes).toMatchObject([{ judged: { by: 'adm_1', wasTheirs: true } }]);
    await ours();
    await heard();
    expect(await booked()).toEqual(after);
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('is never the provider’s when that is said before it is closed, and holds nothing of theirs', async () => {
    expect(await holds.list({ providerId: 'coa_1' })).toHaveLength(1);
    await ours();
    expect(await holds.list({ providerId: 'coa_1' })).toEqual([]);
    await closes('lost');
    expect(await booked()).toMatchObject({ 'provider-payable USD': -8180, 'write-off USD': 10_000 });
    const causes = (await entries.list({ about: id })).map(({ movement }) => movement);
    expect(causes).not.toContain('reversed');
    expect(await holds.list({ providerId: 'coa_1' })).toEqual([]);
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('is none that was won, or is not there', async () => {
    expect(await ours('dp_nobodys')).toMatchObject({ status: 404 });
    await closes('won');
    expect(await ours()).toMatchObject({ status: 409, body: { type: '/problems/dispute_won' } });
  });

  it('is booked wholly or not at all, wherever that is stopped', async () => {
    await closes('lost');
    expect(await stoppedAnywhere(judge, { as, body: { paymentId: id, ref } })).toBeGreaterThan(6);
    expect(checked(await rows()).differences).toEqual([]);
  });
});

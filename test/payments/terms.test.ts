import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paymentOf } from '#lambdas/payments/decisions';
import { billOf } from '#lambdas/payments/domain/bill';
import { handler as issue } from '#lambdas/payments/every-five-minutes-issue';
import { handler as getTerms } from '#lambdas/payments/get-seller-terms';
import { documents } from '#lambdas/payments/records';
import { handler as setTerms } from '#lambdas/payments/set-seller-terms';
import { admin, call, coach, enrolled, tick } from '../kit/index.ts';
import * as act from './acts.ts';
import { settle } from './stripe.ts';

const agree = (id: string, body: object) => call(setTerms, { as: admin('adm_1'), params: { id }, body });
const shares = async (id: string) => (await paymentOf(id))!.shares;
const issued = async (sellerId: string) => {
  await tick(issue, new Date().toISOString());
  return (await documents.list({ sellerId })).map(({ kind, taxBps, taxMinor }) => [kind, taxBps, taxMinor]);
};

beforeEach(async () => {
  await act.everybody();
  await enrolled('coa_1', { roles: ['coach'] });
});
afterEach(() => void vi.useRealTimers());

describe('what is agreed with a seller', () => {
  it('holds for what is sold from then on, and what was sold before keeps its rates', async () => {
    const before = await act.begun();
    expect(await agree('coa_1', { commissionBps: 1000, commissionAt: { cash: 500 } })).toMatchObject({
      status: 200,
      body: { sellerId: 'coa_1', commissionBps: 1000, commissionAt: { cash: 500 }, taxBps: 0 },
    });
    const after = await act.begun();
    const cash = (await act.begin({ gateway: 'cash' })).body.payment.id;
    await act.pay(before);
    await settle();
    expect([await shares(before), await shares(after), await shares(cash)]).toMatchObject([
      { commission: 1500 },
      { commission: 1000 },
      { commission: 500 },
    ]);
    expect(await agree('coa_1', {})).toMatchObject({ body: { commissionBps: 1500, taxBps: 0 } });
    expect(await shares(await act.begun())).toMatchObject({ commission: 1500 });
  });

  it('taxes what was sold as it was when it was sold, also what is given back of it later', async () => {
    const before = await act.paid();
    await settle();
    await agree('coa_1', { taxBps: 1200 });
    await agree('platform', { taxBps: 2000 });
    const after = await act.paid();
    await settle();
    await act.giveBack(before, { amountMinor: 5_000 });
    await settle();
    expect((await issued('coa_1')).sort()).toEqual([
      ['credit-note', 0, 0],
      ['invoice', 0, 0],
      ['invoice', 1200, 1071],
    ]);
    expect((await issued('platform')).sort()).toEqual([
      ['credit-note', 0, 0],
      ['invoice', 0, 0],
      ['invoice', 2000, 250],
    ]);
    expect(await shares(after)).toMatchObject({ commission: 1500, tax: 250 });
  });

  it('is seen by its seller, and by nobody else as theirs', async () => {
    await agree('coa_1', { commissionBps: 0, taxBps: 1200 });
    expect((await call(getTerms, { as: coach('coa_1') })).body).toMatchObject({ commissionBps: 0, taxBps: 1200 });
    expect((await call(getTerms, { as: coach('coa_2') })).body).toEqual({
      sellerId: 'coa_2',
      commissionBps: 1500,
      taxBps: 0,
    });
  });

  it.each([
    ['more than half', 'coa_1', { commissionBps: 5001 }, 422, 'commissionBps'],
    ['more than half at a gateway', 'coa_1', { commissionAt: { paypal: 5001 } }, 422, 'commissionAt.paypal'],
    ['less than nothing', 'coa_1', { taxBps: -1 }, 422, 'taxBps'],
    ['a commission of the platform', 'platform', { commissionBps: 100 }, 422, 'commissionBps'],
    ['a commission of the platform at a gateway', 'platform', { commissionAt: { cash: 1 } }, 422, 'commissionBps'],
    ['terms of who sells nothing', 'cli_1', { commissionBps: 100 }, 404, undefined],
  ])('is not %s', async (_, id, body, status, field) => {
    const said = await agree(id, body);
    expect(said.status).toBe(status);
    if (field) expect(said.body).toMatchObject({ errors: [{ field }] });
  });

  it('taxes a bill of a membership', () => {
    const total = { amountMinor: 1_200, currency: 'USD' };
    const there = { ref: 'in_1', status: 'paid', total, tags: { person: 'cli_1' }, periodStart: '', periodEnd: '' };
    expect(billOf(there as never, undefined, 2000)).toMatchObject({ taxBps: 2000 });
  });
});

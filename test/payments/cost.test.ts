import { beforeEach, describe, expect, it } from 'vitest';
import { costEntries, saidOf } from '#lambdas/payments/domain/cost';
import { handler as getPlatform } from '#lambdas/payments/get-platform-finance';
import type { Cost } from '#lambdas/payments/ledger-schemas';
import { handler as list } from '#lambdas/payments/list-costs';
import { entries } from '#lambdas/payments/records';
import { handler as set } from '#lambdas/payments/set-cost';
import { checked } from '../../bin/check/ledger.ts';
import { admin, call } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { settle } from './stripe.ts';

const as = admin('adm_1');
const month = new Date().toISOString().slice(0, 7);
const lastOf = (of: string) =>
  new Date(Date.UTC(Number(of.slice(0, 4)), Number(of.slice(5)), 0)).toISOString().slice(0, 10);
let keys = 0;
const said = (amountMinor: number, { kind = 'server', currency = 'USD', of = month } = {}) =>
  call(set, { as, key: `c-${keys++}`, body: { month: of, kind, amount: { amountMinor, currency } } });
const figures = async (from = `${month}-01`, to = lastOf(month)) => {
  const { body } = await call(getPlatform, { as, query: { from, to } });
  return body.currencies.map(({ currency, figures }) => [
    currency,
    Object.fromEntries(figures.map(({ figure, amountMinor }) => [figure, amountMinor])),
  ]);
};

beforeEach(act.everybody);

describe('what the platform costs', () => {
  it('is booked as its month’s, corrected by a reversal, and leaves a profit', async () => {
    await act.paid();
    await settle();
    expect(await said(400)).toMatchObject({ status: 200, body: { month, amount: { amountMinor: 400 }, by: 'adm_1' } });
    await said(700);
    await said(700);
    await said(300, { kind: 'support' });
    await said(9_000, { kind: 'marketing', currency: 'KZT' });
    expect(await figures()).toMatchObject([
      ['KZT', { result: 0, costs: 9_000, profit: -9_000 }],
      ['USD', { result: 1_500, costs: 1_000, profit: 500, 'owed-to-providers': 8_180 }],
    ]);
    const booked = await entries.list({ about: `cst_${month}-server-USD` });
    expect(booked.map(({ cause, movement }) => [cause, movement])).toEqual([
      ['said:1', 'cost'],
      ['said:1:reversed', 'reversed'],
      ['said:2', 'cost'],
    ]);
    expect((await call(list, { as, query: { month } })).body.items).toMatchObject([
      { kind: 'marketing', amount: { amountMinor: 9_000, currency: 'KZT' } },
      { kind: 'server', amount: { amountMinor: 700 } },
      { kind: 'support', amount: { amountMinor: 300 } },
    ]);
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('is in the report of its month, whenever it was said, and in no other', async () => {
    await said(500, { of: '2025-02' });
    expect(await figures('2025-02-28', '2025-02-28')).toMatchObject([['USD', { costs: 500, profit: -500 }]]);
    expect(await figures('2025-03-01', '2025-03-31')).toMatchObject([['USD', { costs: 0, profit: 0 }]]);
    expect(await figures('2025-02-01', '2025-02-27')).toEqual([]);
  });

  it('is nothing any more when nothing is said', async () => {
    await said(500);
    await said(0);
    expect(await figures()).toMatchObject([['USD', { costs: 0, profit: 0 }]]);
    expect(checked(await rows()).differences).toEqual([]);
  });

  it.each([
    ['a month ahead', { of: '2199-01' }, 400, 'month'],
    ['a month that is none', { of: '2026-13' }, 400, 'month'],
    ['another kind', { kind: 'rent' }, 400, 'kind'],
    ['less than nothing', {}, -1, 'amountMinor'],
    ['another currency', { currency: 'XXY' }, 1, 'currency'],
  ])('is not %s', async (_, more, amountMinor, field) => {
    const { status, body } = await said(amountMinor, more);
    expect(Math.floor(status! / 100)).toBe(4);
    expect(JSON.stringify(body)).toContain(field);
    expect((await rows()).filter(({ entity }) => entity === 'cost')).toEqual([]);
  });

  it('is corrected a hundred times, and not more often', () => {
    const one = (amountMinor: number) => ({ amountMinor, by: 'adm_1', at: '2026-01-31T00:00:00.000Z' });
    let cost: Cost = { id: 'cst_1', month: '2026-01', kind: 'server', currency: 'USD', said: [one(0)] };
    for (let times = 1; times <= 100; times += 1) cost = saidOf(cost, one(times));
    expect(saidOf(cost, one(100))).toBe(cost);
    expect(() => saidOf(cost, one(101))).toThrow('hundred');
    const sum = costEntries(cost).reduce((all, { lines }) => all + lines[0]!.amountMinor, 0);
    expect(sum).toBe(100);
  });
});

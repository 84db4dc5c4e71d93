import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { entriesOf } from '#lambdas/payments/domain/entries';
import { financeIn, PLATFORM_ACCOUNTS, platformFigures, spanOf } from '#lambdas/payments/domain/report';
import { handler as issue } from '#lambdas/payments/every-five-minutes-issue';
import { handler as getFinance } from '#lambdas/payments/get-finance';
import { handler as getSheet } from '#lambdas/payments/get-finance-sheet';
import { handler as getPlatform } from '#lambdas/payments/get-platform-finance';
import { handler as getPlatformSheet } from '#lambdas/payments/get-platform-finance-sheet';
import type { Entry, FinanceReport, Line } from '#lambdas/payments/ledger-schemas';
import { Account } from '#lambdas/payments/ledger-schemas';
import { csvOf } from '#shared/csv';
import { admin, call, coach, tick } from '../kit/index.ts';
import * as act from './acts.ts';
import { paid } from './made.ts';
import { settle } from './stripe.ts';

const as = coach('coa_1');
const today = () => new Date().toISOString().slice(0, 10);
const query = () => ({ from: today(), to: today() });
const figures = ({ currencies }: FinanceReport) =>
  Object.fromEntries(currencies[0]!.figures.map(({ figure, amountMinor }) => [figure, amountMinor]));
const linesOf = (entries: readonly Entry[]): Line[] =>
  entries.flatMap(({ lines, ...head }) => lines.map((side) => ({ ...head, ...side })));

describe('a report', () => {
  beforeEach(async () => {
    await act.everybody();
    const [one] = [await act.paid(), await act.paid()];
    await settle();
    await act.giveBack(one, { amountMinor: 5_000 });
    await settle();
    await tick(issue, new Date().toISOString());
  });
  afterEach(() => void vi.useRealTimers());

  it('shows a provider what they sold, gave back and earned', async () => {
    const { status, body } = await call(getFinance, { as, query: query() });
    expect(status).toBe(200);
    expect(figures(body)).toEqual({
      sales: 20_000,
      refunds: 5_000,
      tax: 0,
      commission: 2_250,
      earned: 12_270,
      payouts: 0,
      netted: 0,
    });
    const { accounts } = body.currencies[0]!;
    expect(accounts).toMatchObject([{ account: 'provider-payable', openingMinor: 0, closingMinor: -12_270 }]);
    expect(await call(getFinance, { as: coach('coa_2'), query: query() })).toMatchObject({ body: { currencies: [] } });
  });

  it('shows an admin what the platform took and owes, which leaves nothing over', async () => {
    const { body } = await call(getPlatform, { as: admin('adm_1'), query: query() });
    expect(figures(body)).toMatchObject({
      sales: 20_000,
      refunds: 5_000,
      fees: 640,
      payouts: 0,
      commission: 2_250,
      'fees-borne': 160,
      losses: 0,
      result: 2_090,
      'owed-to-providers': 12_270,
    });
  });

  it('opens as the day before has closed', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 });
    const { body } = await call(getFinance, { as, query: query() });
    expect(figures(body)).toMatchObject({ sales: 0, earned: 0 });
    expect(body.currencies[0]!.accounts).toEqual([
      { account: 'provider-payable', of: 'coa_1', openingMinor: -12_270, movements: [], closingMinor: -12_270 },
    ]);
  });

  it('is a sheet too', async () => {
    const mine: any = await call(getSheet, { as, query: query() });
    expect(mine.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(mine.headers['content-disposition']).toBe(`attachment; filename="finance-${today()}-${today()}.csv"`);
    const rows = Buffer.from(mine.body, 'base64').toString().split('\r\n');
    expect(rows[0]).toBe('currency,account,of,what,amountMinor');
    expect(rows).toContain('USD,,,sales,20000');
    expect(rows).toContain('USD,provider-payable,coa_1,closing,-12270');
    const all: any = await call(getPlatformSheet, { as: admin('adm_1'), query: query() });
    expect(Buffer.from(all.body, 'base64').toString()).toContain('USD,commission,platform,paid,-3000\r\n');
  });

  it.each([
    ['2026-02-01', '2026-01-31'],
    ['2026-01-01', '2027-01-02'],
  ])('is not of %s to %s', async (from, to) => {
    const answer = await call(getFinance, { as, query: { from, to } });
    expect(answer).toMatchObject({ status: 422, body: { type: '/problems/span_wrong', errors: [{ field: 'to' }] } });
  });
});

describe('figures', () => {
  it('count what was booked back against what it undoes', () => {
    const refund = { id: 'rfd_1', amountMinor: 5_000, feeBorneBy: 'platform', by: 'admin', status: 'failed' } as const;
    const shares = { commission: 750, tax: 0, fee: 160, provider: 4_090 };
    const payment = paid({ refunds: [{ ...refund, shares, at: '2026-01-06T00:00:00.000Z' }] });
    const lines = linesOf(entriesOf(payment, '2026-01-06T00:00:00.000Z')).filter(
      ({ account }) => !account.startsWith('provider-'),
    );
    const [one] = financeIn(spanOf({ from: '2026-01-01', to: '2026-01-31' }), lines, (_, accounts) =>
      platformFigures(accounts),
    ).currencies;
    const found = Object.fromEntries(one!.figures.map(({ figure, amountMinor }) => [figure, amountMinor]));
    expect(found).toMatchObject({ sales: 10_000, refunds: 0, commission: 1_500, 'owed-to-providers': 8_180 });
    expect(one!.accounts.flatMap(({ movements }) => movements.map(({ movement }) => movement))).not.toContain(
      'reversed',
    );
  });

  it('leave out no account but those of providers', () => {
    const known = new Set(PLATFORM_ACCOUNTS.map(([account]) => account));
    expect(Account.options.filter((account) => !known.has(account))).toEqual([
      'provider-payable',
      'provider-receivable',
    ]);
  });
});

describe('a sheet', () => {
  it.each([
    [['a', 1], 'a,1\r\n'],
    [['a,b', 'say "so"', 'two\nlines'], '"a,b","say ""so""","two\nlines"\r\n'],
    [['=1+1', '+1', '-1', '@a', '\tx'], "'=1+1,'+1,'-1,'@a,'\tx\r\n"],
    [['\r=1'], `"'\r=1"\r\n`],
    [[-1], '-1\r\n'],
  ])('writes %j', (row, text) => expect(csvOf([row])).toBe(text));
});

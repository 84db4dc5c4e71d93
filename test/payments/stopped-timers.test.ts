import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toSettle } from '#lambdas/payments/events';
import { handler as issue } from '#lambdas/payments/every-five-minutes-issue';
import { handler as payOut } from '#lambdas/payments/every-month-pay-out';
import { handler as recognise } from '#lambdas/payments/every-month-recognise';
import { handler as reconcile } from '#lambdas/payments/every-night-reconcile';
import { handler as onProviderToSettle } from '#lambdas/payments/on-provider-to-settle';
import { handler as onToSettle } from '#lambdas/payments/on-to-settle';
import { bills, deferred, discrepancies, documents, lines, payouts, sellers } from '#lambdas/payments/records';
import { dayAfter } from '#shared/time';
import { checked } from '../../bin/check/ledger.ts';
import { given, stoppedAnywhere } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { happens, settle, stripe, stripeNow } from './stripe.ts';

/* What is due by the clock, and the rarer looks at a gateway, stopped at each call out; and called once more. */

beforeEach(act.everybody);
afterEach(() => void vi.useRealTimers());
const at = (more: number) => new Date(Date.now() + more * 86_400_000).toISOString();
const later = (days: number) =>
  void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 86_400_000, shouldAdvanceTime: false });
const paid = async () => {
  const id = await act.paid();
  await settle();
  return id;
};
const seller = (more: object = {}) =>
  given(
    sellers.add({ shard: '1', providerId: 'coa_1', since: at(0), payoutsEnabled: true, accountRef: 'acct_1', ...more }),
  );
const right = async () => expect(checked(await rows()).differences).toEqual([]);

describe('by the clock', () => {
  it('pays out once', async () => {
    await seller();
    await paid();
    later(22);
    expect(await stoppedAnywhere(payOut, { at: '2026-02-01T06:00:00.000Z' })).toBeGreaterThan(20);
    expect(await payouts.list({ providerId: 'coa_1' })).toMatchObject([
      { status: 'asked', amount: { amountMinor: 8180 } },
    ]);
    await right();
  });

  it('draws each number once', async () => {
    const id = await paid();
    await act.giveBack(id, { amountMinor: 1_000 });
    await settle();
    expect(await stoppedAnywhere(issue, { at: '2026-02-01T06:05:00.000Z' })).toBeGreaterThan(20);
    expect((await documents.list({ sellerId: 'coa_1' })).map(({ kind, number }) => `${kind} ${number}`).sort()).toEqual(
      ['credit-note 1', 'invoice 1'],
    );
    await right();
  });

  it('earns a month once', async () => {
    const [periodStart, periodEnd] = [at(-10), at(20)];
    const known = { ref: 'in_1', personId: 'cli_1', gateway: 'stripe', taxBps: 0, periodStart, periodEnd } as const;
    const bill = { ...known, total: { amountMinor: 999, currency: 'USD' }, recognised: [], refunds: [] };
    await given(bills.add(bill), deferred.add({ shard: '1', ref: 'in_1', personId: 'cli_1' }));
    expect(await stoppedAnywhere(recognise, { at: '2026-02-01T05:00:00.000Z' })).toBeGreaterThan(20);
    expect(await bills.list({ personId: 'cli_1' })).toMatchObject([
      { recognised: [{ month: '2026-02', amountMinor: 333 }] },
    ]);
  });

  it('finds once what differs, and books once what our bank was paid', async () => {
    const { payments } = await stripe();
    await happens('clock', { days: 9 });
    later(9);
    const amount = { amountMinor: 700, currency: 'USD' };
    const made = await payments.create({ id: `pay_strange${Date.now()}`, amount, title: 'Not ours', tags: {} });
    if (made.kind === 'answer') await happens(`payments/${made.value.ref}/pay`, { card: 'pm_card_visa' });
    await happens('settle', { currency: 'usd' });
    const night = `${dayAfter((await stripeNow()).slice(0, 10), 1)}T02:30:00.000Z`;
    expect(await stoppedAnywhere(reconcile, { at: night })).toBeGreaterThan(6);
    expect(await discrepancies.list({ gateway: 'stripe' })).toHaveLength(2);
    expect(await lines.list({ account: 'bank', of: 'platform' })).toHaveLength(1);
  });
});

describe('a look', () => {
  const look = (more: object) => toSettle.raise({ gateway: 'stripe', about: 'payment', at: at(0), ...more });

  it('at a dispute holds once what is disputed', async () => {
    const id = await paid();
    const { id: ref } = await happens(`payments/${await act.refOf(id)}/dispute`);
    expect(await stoppedAnywhere(onToSettle, look({ about: 'dispute', ref }))).toBeGreaterThan(8);
    expect(await act.standing(id)).toMatchObject({
      disputes: [{ status: 'open' }],
      booked: ['disputed', 'fee-known', 'paid'],
    });
    await right();
  });

  it('at what nobody wants to pay any more cancels it', async () => {
    const id = await act.begun();
    await act.drop(id);
    expect(await stoppedAnywhere(onToSettle, look({ id, of: id }))).toBeGreaterThan(8);
    expect(await act.standing(id)).toMatchObject({ status: 'cancelled' });
    const { payments } = await stripe();
    expect(await payments.read(await act.refOf(id))).toMatchObject({ value: { status: 'cancelled' } });
  });

  it('at an account lets its owner be paid out', async () => {
    const { accounts } = await stripe();
    const made = await accounts!.create({ id: 'coa_1', country: 'US' });
    if (made.kind !== 'answer') throw new Error('the fake does not answer');
    const accountRef = made.value.ref;
    await happens(`accounts/${accountRef}/onboard`);
    await seller({ accountRef, payoutsEnabled: false });
    expect(await stoppedAnywhere(onProviderToSettle, look({ about: 'account', ref: accountRef }))).toBeGreaterThan(4);
    expect(await sellers.list({ shard: '1' })).toMatchObject([{ payoutsEnabled: true }]);
  });
});

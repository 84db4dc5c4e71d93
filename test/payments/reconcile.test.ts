import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { differing } from '#lambdas/payments/domain/reconcile';
import { handler as reconcile } from '#lambdas/payments/every-night-reconcile';
import { discrepancies, lines } from '#lambdas/payments/records';
import type { BalanceLine } from '#shared/gateways/shares';
import { dayAfter } from '#shared/time';
import { tick } from '../kit/index.ts';
import * as act from './acts.ts';
import { elsewhere, happens, settle, stripe, stripeNow } from './stripe.ts';

/* The fake outlives a test, and so do its books: each test has a day of its own there, and ours goes along. */

let today: string;
beforeEach(async () => {
  await act.everybody();
  await happens('clock', { days: 10 });
  today = (await stripeNow()).slice(0, 10);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(`${today}T12:00:00Z`) });
});
afterEach(() => void vi.useRealTimers());

const night = () => {
  elsewhere();
  return tick(reconcile, `${dayAfter(today, 1)}T02:30:00Z`);
};
const found = async () =>
  (await discrepancies.list({ gateway: 'stripe' })).map(({ about, what, day }) => ({ about, what, day }));
const paid = async () => {
  const id = await act.paid();
  await settle();
  return id;
};

describe('every night', () => {
  it('finds nothing where both books say the same', async () => {
    const id = await paid();
    await act.giveBack(id, { amountMinor: 1_000 });
    await settle();
    const { id: dispute } = await happens(`payments/${await act.refOf(await paid())}/dispute`);
    expect(dispute).toMatch(/^dp_|^du_/);
    await night();
    expect(await found()).toEqual([{ about: `dispute:${dispute}`, what: 'unknown-here', day: today }]); // nobody told us
  });

  it('finds what we never heard of, and what the gateway never saw, once', async () => {
    const { payments } = await stripe();
    const made = await payments.create({
      id: 'pay_strange',
      amount: { amountMinor: 700, currency: 'USD' },
      title: 'Not ours',
      tags: {},
    });
    if (made.kind === 'answer') await happens(`payments/${made.value.ref}/pay`, { card: 'pm_card_visa' });
    await night();
    await night();
    await tick(reconcile, `${dayAfter(today, 1)}T02:31:00Z`);
    expect(await found()).toEqual(
      expect.arrayContaining([
        { about: 'pay_strange paid', what: 'unknown-here', day: today },
        { about: 'pay_strange fee', what: 'unknown-here', day: today },
      ]),
    );
    expect(await found()).toHaveLength(2);
  });

  it('books what the gateway paid our own bank', async () => {
    await paid();
    await happens('clock', { days: 3 });
    today = (await stripeNow()).slice(0, 10);
    const { amount } = await happens('settle', { currency: 'usd' });
    await night();
    await night();
    const bank = await lines.list({ account: 'bank', of: 'platform' });
    expect(bank.map(({ amountMinor }) => amountMinor)).toEqual([amount]);
  });
});

describe('two books', () => {
  const ours = {
    account: 'gateway-clearing',
    of: 'stripe',
    currency: 'USD',
    about: 'pay_1',
    cause: 'paid',
    movement: 'paid',
    at: '2026-01-02T00:00:01.000Z',
    amountMinor: 10_000,
  } as const;
  const theirs: BalanceLine = {
    ref: 'txn_1',
    kind: 'payment',
    grossMinor: 10_000,
    feeMinor: 0,
    netMinor: 10_000,
    currency: 'USD',
    id: 'pay_1',
    createdAt: '2026-01-01T23:59:59.000Z',
    availableAt: '2026-01-03T00:00:00.000Z',
  };
  const on = (day: string, one = theirs) => differing(day, [ours], [one]);

  it('agree around midnight', () => expect([...on('2026-01-01'), ...on('2026-01-02')]).toEqual([]));
  it('differ in an amount', () => {
    expect(on('2026-01-01', { ...theirs, grossMinor: 9_999 })).toEqual([
      { about: 'pay_1 paid', what: 'amount-differs', oursMinor: 10_000, theirsMinor: 9_999, currency: 'USD' },
    ]);
  });
  it('differ in a payment that the gateway lacks', () => {
    expect(differing('2026-01-02', [ours], [])).toMatchObject([{ about: 'pay_1 paid', what: 'missing-there' }]);
  });
  it('do not differ in what was asked for and booked back', () => {
    const asked = { ...ours, cause: 'refund:rfd_1', movement: 'refunded', amountMinor: -500 } as const;
    const back = { ...asked, cause: 'refund:rfd_1:reversed', movement: 'reversed', amountMinor: 500 } as const;
    expect(differing('2026-01-02', [asked, back], [])).toEqual([]);
  });
});

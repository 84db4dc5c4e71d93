import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { membershipChanged } from '#lambdas/membership/events';
import { prepayments, subscriptions } from '#lambdas/membership/records';
import { paymentOf } from '#lambdas/payments/decisions';
import { succeeded, toSettle } from '#lambdas/payments/events';
import { handler as issue } from '#lambdas/payments/every-five-minutes-issue';
import { handler as recognise } from '#lambdas/payments/every-month-recognise';
import { handler as listDocuments } from '#lambdas/payments/list-documents';
import { handler as onToSettle } from '#lambdas/payments/on-to-settle';
import { bills, deferred, unsettled } from '#lambdas/payments/records';
import { checked } from '../../bin/check/ledger.ts';
import { call, deliver, given, raised, stoppedAnywhere, tick } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as ahead from '../membership/ahead.ts';
import * as act from './acts.ts';
import { notice } from './kaspi.ts';
import { again, settle } from './stripe.ts';

/* Premium that is paid ahead, where nobody can subscribe: the platform's own sale. */

let on: Awaited<ReturnType<typeof ahead.begins>>;
beforeEach(async () => void (on = await ahead.begins()));
afterEach(() => void vi.useRealTimers());

const personId = 'cli_1';
const count = async (entity: string) => (await rows()).filter((row) => row['entity'] === entity).length;
const right = async () => expect(checked(await rows()).differences).toEqual([]);
const minutesLater = (minutes: number) => ahead.at(Date.now() + minutes * 60_000);
const subscribes = () =>
  given(subscriptions.add({ personId, payerRef: 'cus_1', ref: 'sub_1', status: 'active', endsAtPeriodEnd: false }));

const PAID = { 'gateway-clearing KZT': 400_000, 'deferred-revenue KZT': -400_000 };

/** All that one payment of a month leaves, once. */
async function givenOnce(id: string, until = '2026-04-10'): Promise<void> {
  expect(await act.standing(id)).toMatchObject({ status: 'succeeded', booked: ['membership-paid'], balances: PAID });
  expect(await bills.list({ personId })).toMatchObject([{ ref: id, periodEnd: expect.stringContaining(until) }]);
  expect(await prepayments.list({ personId })).toMatchObject([{ paymentId: id }]);
  expect((await ahead.mine()).until).toContain(until);
  expect([await count(deferred.name), await count(unsettled.name)]).toEqual([1, 0]);
  await right();
}

describe('a month that is paid ahead', () => {
  it('opens Premium at once, and is in the books as the platform’s own', async () => {
    const begun = await on.begin();
    expect(begun).toMatchObject({ status: 201, body: { actionUrl: expect.stringContaining('/pay/page/') } });
    const { id, providerId } = begun.body.payment;
    expect(providerId).toBe('platform');
    expect(await paymentOf(id)).toMatchObject({ shares: { commission: 0, tax: 0 } });
    await right();
    expect(await ahead.trends()).toBe(403);

    await on.payer(id, 'pays');
    await act.look(id);
    await ahead.follows();
    expect(await ahead.trends()).toBe(200);
    const until = '2026-04-10T06:00:00.000Z';
    expect(await ahead.mine()).toMatchObject({ plan: 'premium', until, prepaidUntil: until });
    expect(await raised(membershipChanged)).toMatchObject([{ personId, plan: 'premium', until }]);
    await givenOnce(id);
  });

  it('ends when it is over', async () => {
    await on.pays();
    ahead.passes(32);
    expect(await ahead.trends()).toBe(403);
    expect(await ahead.mine()).toEqual({ personId, plan: 'basic', since: '2026-04-10T06:00:00.000Z' });
  });

  it('is given once, however often it is told', async () => {
    const id = await on.pays();
    await act.look(id);
    expect(await act.confirmed(id)).toMatchObject({ status: 409 });
    for (const _ of [1, 2, 3]) expect(await notice(await act.refOf(id), id)).toBe(200);
    await again();
    for (const _ of [1, 2, 3]) {
      const look = toSettle.raise({ gateway: 'kaspi', about: 'payment', id, of: id, at: new Date().toISOString() });
      await deliver(onToSettle, look);
    }
    await ahead.follows();
    await givenOnce(id);
    expect(await raised(succeeded)).toHaveLength(1);
    expect(await raised(membershipChanged)).toHaveLength(1);
  });

  it('is given once, wherever the look is stopped', async () => {
    const id = await on.unseen();
    const look = toSettle.raise({ gateway: 'kaspi', about: 'payment', id, of: id, at: new Date().toISOString() });
    expect(await stoppedAnywhere(onToSettle, look)).toBeGreaterThan(8);
    ahead.at(ahead.BEGINS);
    await givenOnce(id);
  });

  it('is found by the sweep where nobody asked', async () => {
    const id = await on.unseen();
    minutesLater(3);
    await act.sweeps(new Date().toISOString());
    await ahead.follows();
    await givenOnce(id);
  });

  it('is given, too, where it was paid after its payer had dropped it', async () => {
    const id = await on.begun();
    await act.drop(id);
    await settle();
    await on.payer(id, 'pays');
    await act.look(id);
    await ahead.follows();
    await givenOnce(id);
  });

  it('is over where nobody pays, and gives nothing', async () => {
    const id = await on.begun();
    minutesLater(6);
    await act.sweeps(new Date().toISOString());
    await ahead.follows();
    expect(await act.standing(id)).toMatchObject({ status: 'cancelled', booked: [] });
    expect(await prepayments.list({ personId })).toEqual([]);
    expect(await count(unsettled.name)).toBe(0);
  });

  it('is earned as time goes by', async () => {
    const id = await on.pays();
    ahead.at('2026-04-01T05:00:00.000Z');
    await tick(recognise, '2026-04-01T05:00:00.000Z');
    const earned = -(await ahead.booked(id))['revenue KZT']!;
    expect(earned).toBeGreaterThan(270_000); // 22 days of 31
    expect(earned).toBeLessThan(290_000);
    ahead.at('2026-05-01T05:00:00.000Z');
    await tick(recognise, '2026-05-01T05:00:00.000Z');
    expect(await ahead.booked(id)).toEqual({ 'gateway-clearing KZT': 400_000, 'revenue KZT': -400_000 });
    expect(await count(deferred.name)).toBe(0);
    await right();
  });

  it('has an invoice of the platform', async () => {
    await on.pays();
    await tick(issue, new Date().toISOString());
    const { items } = (await call(listDocuments, { as: act.as })).body;
    expect(items).toMatchObject([{ kind: 'invoice', what: 'membership', sellerId: 'platform', gross: ahead.MONTHLY }]);
    await right();
  });
});

describe('more that is paid ahead', () => {
  it('goes on from the end, and anew from now where that has passed', async () => {
    await on.pays();
    ahead.passes(20);
    await on.pays();
    expect(await ahead.mine()).toMatchObject({
      since: '2026-03-10T06:00:00.000Z',
      until: '2026-05-10T06:00:00.000Z',
    });
    ahead.at('2026-06-30T12:00:00.000Z');
    await on.pays({ subject: { kind: 'membership', id: 'prc_year' }, amount: ahead.YEARLY });
    expect(await ahead.mine()).toMatchObject({
      since: '2026-06-30T12:00:00.000Z',
      until: '2027-06-30T12:00:00.000Z',
    });
    expect(await bills.list({ personId })).toHaveLength(3);
    await right();
  });

  it('adds up, of two that are settled at once', async () => {
    const looks = [await on.unseen(), await on.unseen()].map((id) =>
      toSettle.raise({ gateway: 'kaspi', about: 'payment', id, of: id, at: new Date().toISOString() }),
    );
    await Promise.all(looks.map((look) => deliver(onToSettle, look)));
    expect((await ahead.mine()).until).toBe('2026-05-10T06:00:00.000Z');
    const ends = (await bills.list({ personId })).map(({ periodStart, periodEnd }) => [periodStart, periodEnd]).sort();
    expect(ends).toEqual([
      ['2026-03-10T06:00:00.000Z', '2026-04-10T06:00:00.000Z'],
      ['2026-04-10T06:00:00.000Z', '2026-05-10T06:00:00.000Z'],
    ]);
    await right();
  });

  it('is given, too, where a subscription has begun meanwhile', async () => {
    const id = await on.unseen();
    await subscribes();
    await act.confirmed(id);
    await ahead.follows();
    await givenOnce(id);
  });
});

it('gives what was begun at an older price', async () => {
  const id = await on.unseen();
  await ahead.priced({ id: 'prc_new', price: ahead.YEARLY, since: '2026-02-01T00:00:00.000Z' });
  await act.confirmed(id);
  await ahead.follows();
  await givenOnce(id);
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as subscription } from '#lambdas/membership/get-subscription';
import { handler as onMembershipRefunded } from '#lambdas/membership/on-membership-refunded';
import { membershipRefunded, toSettle } from '#lambdas/payments/events';
import { handler as issue } from '#lambdas/payments/every-five-minutes-issue';
import { handler as sweep } from '#lambdas/payments/every-five-minutes-settle';
import { handler as recognise } from '#lambdas/payments/every-month-recognise';
import { handler as listBills } from '#lambdas/payments/list-bills';
import { handler as listDocuments } from '#lambdas/payments/list-documents';
import { handler as onToSettleBill } from '#lambdas/payments/on-to-settle-bill';
import { bills, deferred, unsettled } from '#lambdas/payments/records';
import { handler as refundMembership } from '#lambdas/payments/refund-membership';
import { checked } from '../../bin/check/ledger.ts';
import { admin, call, deliver, raised, stoppedAnywhere, tick } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { events, happens, refusing, settle } from '../payments/stripe.ts';
import { as, begins, books, heard, member, mine, ours, passes, personId, trends } from './members.ts';

const admins = admin('adm_1');
const SHARDS = Array.from({ length: 16 }, (_, shard) => String(shard));
const bill = async () => (await bills.list({ personId }))[0]!;
let key = 0;
const giveBack = async (amountMinor?: number) => {
  const { ref } = await bill();
  return call(refundMembership, { as: admins, key: `r${key++}`, body: { personId, ref, amountMinor } });
};
/** What follows from it, as the bus brings it. */
async function follows(): Promise<void> {
  await settle();
  for (const event of await raised(membershipRefunded))
    await deliver(onMembershipRefunded, membershipRefunded.raise(event));
  await heard();
  await ours();
}
const told = (type: string) => events.filter((event) => event.type === type).length;
const waiting = async () => (await Promise.all(SHARDS.map((shard) => unsettled.list({ shard })))).flat();

beforeEach(begins);
afterEach(() => void vi.useRealTimers());

describe('a membership that is given back', () => {
  it('in full ends at once, and is billed no more', async () => {
    await member();
    await passes(10);
    await tick(recognise, new Date().toISOString());
    const before = await books();
    expect(before.revenue).toBeLessThan(0);
    expect(await giveBack()).toMatchObject({ status: 202, body: { status: 'asked', amount: { amountMinor: 999 } } });
    expect(await trends()).toBe(200);
    await follows();
    expect(await books()).toMatchObject({ deferred: 0, revenue: 0, clearing: -59, fees: 59 });
    expect(await trends()).toBe(403);
    expect(await mine()).toMatchObject({ plan: 'basic' });
    expect((await call(subscription, { as: as() })).body).toMatchObject({ status: 'ended' });
    const { items } = (await call(listBills, { as: admins, query: { personId } })).body;
    expect(items).toMatchObject([{ total: { amountMinor: 999 }, refundedMinor: 999 }]);
    await tick(recognise, new Date(Date.now() + 1_000).toISOString()); // another tick than before
    await passes(40);
    expect(await bills.list({ personId })).toHaveLength(1);
    expect(await waiting()).toEqual([]);
    expect((await Promise.all(SHARDS.map((shard) => deferred.list({ shard })))).flat()).toEqual([]);
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('in part goes on; what is not earned yet is given back first, and no more is earned than is left', async () => {
    await member();
    await giveBack(500);
    await follows();
    expect(await books()).toMatchObject({ deferred: -499, revenue: 0 });
    expect(await trends()).toBe(200);
    expect(await giveBack(500)).toMatchObject({ status: 422, body: { type: '/problems/over_refunded' } });
    await passes(29);
    await tick(recognise, new Date().toISOString());
    expect(await books()).toMatchObject({ deferred: 0, revenue: -499 });
    await giveBack(499);
    await follows();
    expect(await books()).toMatchObject({ deferred: 0, revenue: 0 });
    expect(await giveBack()).toMatchObject({ status: 422 });
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('has an invoice of the platform, and a credit note for each part', async () => {
    await member();
    await giveBack(500);
    await follows();
    await tick(issue, new Date().toISOString());
    const { items } = (await call(listDocuments, { as: as() })).body;
    expect(items.map(({ kind, what, gross }) => [kind, what, gross.amountMinor]).sort()).toEqual([
      ['credit-note', 'membership', 500],
      ['invoice', 'membership', 999],
    ]);
    expect(items.every(({ sellerId }) => sellerId === 'platform')).toBe(true);
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('is booked back where the gateway refuses, and the membership goes on', async () => {
    await member();
    await giveBack();
    const [look] = (await raised(toSettle)).filter(({ about }) => about === 'refund');
    await refusing(async () => {
      await expect(deliver(onToSettleBill, toSettle.raise(look!))).rejects.toThrow('the gateway');
    });
    await happens('faults', { route: 'POST /v1/refunds', how: 'answer_lost' });
    await expect(follows()).rejects.toThrow('no_answer');
    vi.setSystemTime(Date.now() + 180_000);
    await tick(sweep, new Date().toISOString());
    await follows();
    expect(told('refund.created')).toBe(1);
    expect(await bill()).toMatchObject({ refunds: [{ status: 'done' }] });
    expect(await waiting()).toEqual([]);
  });

  it('that fails at the bank is ours again, and is earned as before', async () => {
    await member('pm_card_refundFail');
    await giveBack();
    await settle();
    expect((await books()).deferred).toBe(0);
    await passes(1);
    expect(await bill()).toMatchObject({ refunds: [{ status: 'failed' }] });
    expect((await books()).deferred).toBe(-999);
    await passes(15);
    await tick(recognise, new Date().toISOString());
    expect((await books()).revenue).toBeLessThan(-450);
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('is asked for, sent and ended once, wherever each is stopped', async () => {
    await member();
    const { ref } = await bill();
    expect(await stoppedAnywhere(refundMembership, { as: admins, body: { personId, ref } })).toBeGreaterThan(8);
    const [look] = (await raised(toSettle)).filter(({ about }) => about === 'refund');
    expect(await stoppedAnywhere(onToSettleBill, toSettle.raise(look!))).toBeGreaterThan(6);
    const [whole] = await raised(membershipRefunded);
    expect(await stoppedAnywhere(onMembershipRefunded, membershipRefunded.raise(whole!))).toBeGreaterThan(6);
    expect(told('refund.created')).toBe(1);
    expect(told('customer.subscription.deleted')).toBe(1);
  });
});

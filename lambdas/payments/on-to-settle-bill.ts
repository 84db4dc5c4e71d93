import { consumer } from '#shared/events/consumer';
import { openStripe } from '#shared/gateways/stripe/open';
import { billOf, newBillEntries } from './domain/bill.ts';
import { shardOf } from './domain/shards.ts';
import { inBooks, known } from './index.ts';
import { onToSettleBill } from './listeners.ts';
import { bills, deferred } from './records.ts';

/** A bill that was paid is in our books once, and its fee as soon as the gateway says what it took. */
export const handler = consumer(onToSettleBill, async ({ event: { gateway, about, ref }, now }) => {
  if (gateway !== 'stripe' || about !== 'bill' || ref === undefined) return [];
  const { subscriptions, payments } = await openStripe();
  const there = known(await subscriptions!.readBill(ref));
  const payment = there.paymentRef === undefined ? undefined : known(await payments.read(there.paymentRef));
  const isOne = payment?.fee?.currency === there.total.currency;
  const bill = billOf(there, isOne ? payment?.fee?.amountMinor : undefined);
  if (bill === undefined) return [];

  const { personId } = bill;
  const before = await bills.get({ personId, ref });
  const after = before ? { ...before, feeMinor: before.feeMinor ?? bill.feeMinor } : bill;
  const fresh = newBillEntries(before, after, now.toISOString());
  if (fresh.length === 0) return [];
  return [
    before ? bills.change(before, after) : bills.add(after),
    !before && deferred.add({ shard: shardOf(ref), ref, personId }),
    ...inBooks(fresh),
  ];
});

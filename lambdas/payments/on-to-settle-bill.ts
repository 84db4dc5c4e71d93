import { consumer } from '#shared/events/consumer';
import { certain } from '#shared/gateways/answer';
import type { PaymentGateway } from '#shared/gateways/port';
import { openStripe } from '#shared/gateways/stripe/open';
import type { Effect } from '#shared/outcome';
import { inBooks, platformTax, refundAt, waitsNoMore } from './decisions.ts';
import { billOf, newBillEntries } from './domain/bill.ts';
import { refundableOf, withRefund } from './domain/bill-refund.ts';
import { newBillDocuments } from './domain/documents.ts';
import { shardOf } from './domain/shards.ts';
import { membershipRefunded } from './events.ts';
import { onToSettleBill } from './listeners.ts';
import { bills, deferred, dueDocuments, places } from './records.ts';
import type { Bill } from './schemas.ts';

export const handler = consumer(onToSettleBill, async ({ event: { gateway, about, ref, id }, now }) => {
  if (gateway !== 'stripe') return [];
  if (about === 'bill' && ref !== undefined) return paid(await openStripe(), ref, now);
  if (about === 'refund') return refunded(await openStripe(), { ref, id }, now);
  return [];
});

/** A bill that was paid is in our books once, and its fee as soon as the gateway says what it took. */
async function paid({ subscriptions, payments }: PaymentGateway, ref: string, now: Date): Promise<Effect[]> {
  const there = certain(await subscriptions!.readBill(ref));
  const payment = there.paymentRef === undefined ? undefined : certain(await payments.read(there.paymentRef));
  const isOne = payment?.fee?.currency === there.total.currency;
  const bill = billOf(there, isOne ? payment?.fee?.amountMinor : undefined, await platformTax());
  if (bill === undefined) return [];

  const { personId } = bill;
  const before = await bills.get({ personId, ref });
  const after = before ? { ...before, feeMinor: before.feeMinor ?? bill.feeMinor } : bill;
  const follows = followingFrom(before, after, now);
  if (follows.length === 0) return [];
  return [
    before ? bills.change(before, after) : bills.add(after),
    !before && deferred.add({ shard: shardOf(ref), ref, personId }),
    ...follows,
  ];
}

/** A refund that we asked for: sent, once, or as far as it is by now. */
async function refunded(
  gateway: PaymentGateway,
  told: { readonly ref?: string | undefined; readonly id?: string | undefined },
  now: Date,
): Promise<Effect[]> {
  const seen = told.ref === undefined ? undefined : certain(await gateway.refunds.read(told.ref));
  const id = seen?.id ?? told.id;
  const place = id === undefined ? undefined : await places.get({ id });
  const before = place && (await bills.get({ personId: place.owner, ref: place.at }));
  const refund = before?.refunds.find((one) => one.id === id);
  if (before?.paymentRef === undefined || refund === undefined) return [];

  const { paymentRef, personId, ref, total } = before;
  const amount = { ...total, amountMinor: refund.amountMinor };
  const there = seen ?? (await refundAt(gateway, { id: refund.id, paymentRef, amount, tags: { person: personId } }));
  const after = withRefund(before, refund.id, there);
  const { status } = after.refunds.find((one) => one.id === id)!;
  if (status === refund.status) return [];
  const isWhole = refundableOf(after) === 0;
  const at = now.toISOString();
  return [
    bills.change(before, after),
    ...followingFrom(before, after, now),
    refund.status === 'asked' ? await waitsNoMore(refund) : undefined,
    status === 'done' && membershipRefunded.raise({ id: refund.id, personId, ref, amount, isWhole, at }),
  ];
}

const followingFrom = (before: Bill | undefined, after: Bill, now: Date): Effect[] => [
  ...inBooks(newBillEntries(before, after, now.toISOString())),
  ...newBillDocuments(before, after, now.toISOString()).map((one) => dueDocuments.add(one)),
];

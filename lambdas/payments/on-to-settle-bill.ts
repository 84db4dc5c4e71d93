import { consumer } from '#shared/events/consumer';
import { certain } from '#shared/gateways/answer';
import type { PaymentGateway } from '#shared/gateways/port';
import { openStripe } from '#shared/gateways/stripe/open';
import type { Effect } from '#shared/outcome';
import { billFollows, billPaid, refundAt, waitsNoMore } from './decisions.ts';
import { refundableOf, withRefund } from './domain/bill-refund.ts';
import { membershipRefunded } from './events.ts';
import { onToSettleBill } from './listeners.ts';
import { bills, places } from './records.ts';

export const handler = consumer(onToSettleBill, async ({ event: { gateway, about, ref, id }, now }) => {
  if (gateway !== 'stripe') return [];
  if (about === 'bill' && ref !== undefined) return billPaid(await openStripe(), ref, now);
  if (about === 'refund') return refunded(await openStripe(), { ref, id }, now);
  return [];
});

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
    ...billFollows(before, after, now),
    refund.status === 'asked' ? await waitsNoMore(refund) : undefined,
    status === 'done' && membershipRefunded.raise({ id: refund.id, personId, ref, amount, isWhole, at }),
  ];
}

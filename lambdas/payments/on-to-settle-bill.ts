import { consumer } from '#shared/events/consumer';
import { certain } from '#shared/gateways/answer';
import { CAPABILITIES } from '#shared/gateways/capabilities';
import { gatewayOf } from '#shared/gateways/open';
import type { PaymentGateway } from '#shared/gateways/port';
import { openStripe } from '#shared/gateways/stripe/open';
import type { Effect } from '#shared/outcome';
import type { Bill } from './bill-schemas.ts';
import { billPaid, followingFrom, refundAt, tillOf, waitsNoMore } from './decisions.ts';
import { givenBackThere, refundableOf, refundIn, withRefund } from './domain/bill-refund.ts';
import { PLATFORM } from './domain/platform.ts';

import { membershipRefunded } from './events.ts';
import { onToSettleBill } from './listeners.ts';
import { bills, places } from './records.ts';
import type { ToSettle } from './schemas.ts';

/** Stripe bills who subscribes; what was paid ahead is billed by its payment. Either is given back here. */
export const handler = consumer(onToSettleBill, async ({ event, now }) => {
  const { gateway, about, ref } = event;
  if (about === 'bill' && gateway === 'stripe' && ref !== undefined) return billPaid(await openStripe(), ref, now);
  if (about === 'refund') return refunded(event, now);
  return [];
});

/** A refund that we asked for: sent, once, or as far as it is by now. */
async function refunded(told: ToSettle, now: Date): Promise<Effect[]> {
  const open = async () => gatewayOf(told.gateway, await tillOf({ gateway: told.gateway, providerId: PLATFORM }));
  const isShown = told.ref !== undefined && CAPABILITIES[told.gateway].keepsOurIds;
  const seen = isShown ? certain(await (await open()).refunds.read(told.ref!)) : undefined;
  const id = seen?.id ?? told.id;
  const place = id === undefined ? undefined : await places.get({ id });
  const before = place && (await bills.get({ personId: place.owner, ref: place.at }));
  const refund = before && refundIn(before, place.id);
  if (before?.paymentRef === undefined || refund === undefined) return [];

  const { personId, ref, total } = before;
  const amount = { ...total, amountMinor: refund.amountMinor };
  const there = seen ?? (await giveBack(await open(), { ...before, paymentRef: before.paymentRef }, refund.id, amount));
  const after = withRefund(before, refund.id, there);
  const { status } = after.refunds.find((one) => one.id === refund.id)!;
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

const giveBack = (gateway: PaymentGateway, bill: Bill & { paymentRef: string }, id: string, amount: Bill['total']) => {
  const { paymentRef, personId } = bill;
  const refundedBeforeMinor = givenBackThere(bill);
  return refundAt(gateway, { id, paymentRef, amount, refundedBeforeMinor, tags: { person: personId } });
};

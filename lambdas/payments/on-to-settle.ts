import { consumer } from '#shared/events/consumer';
import { gatewayOf, isOpen } from '#shared/gateways/open';
import type { GatewayPayment } from '#shared/gateways/payments';
import type { PaymentGateway } from '#shared/gateways/port';
import type { Stored } from '#shared/table/entity';
import { isExpired, observed, type Seen } from './domain/payment.ts';
import { seenDispute, seenPayment, seenRefund } from './domain/view.ts';
import { cancelled, refunded, succeeded } from './events.ts';
import { advanced, atGateway, known, paymentOf, refundAt } from './index.ts';
import { onToSettle } from './listeners.ts';
import type { Payment } from './schemas.ts';

/** By the gateway's ref, or by our id of what `of` wants done. */
interface Told {
  readonly ref?: string | undefined;
  readonly id?: string | undefined;
  readonly of?: string | undefined;
}
interface Sight {
  readonly payment: Stored<Payment>;
  readonly seen: Seen;
}
type Look = (gateway: PaymentGateway, told: Told, now: Date) => Promise<Sight | undefined>;

/** The one place where a payment moves on. Whatever we were told, we look; of what nobody here knows nothing is settled. */
export const handler = consumer(onToSettle, async ({ event: { gateway, about, ...told }, now }) => {
  const look = LOOKS[about];
  if (look === undefined || !isOpen(gateway)) return [];
  const sight = await look(await gatewayOf(gateway), told, now);
  if (sight === undefined) return [];
  const { payment: before, seen } = sight;
  const after = observed(before, seen, now);
  return [...(await advanced(before, after, now)), ...news(before, after, now.toISOString())];
});

const LOOKS: { readonly [about: string]: Look | undefined } = {
  async payment(gateway, { ref, id }, now) {
    const there = ref === undefined ? undefined : known(await gateway.payments.read(ref));
    const ours = there?.id ?? id;
    const payment = ours === undefined ? undefined : await paymentOf(ours);
    if (payment === undefined || isNowhere(payment, there)) return undefined;
    return { payment, seen: await lookAt(gateway, payment, there, now) };
  },

  async refund(gateway, { ref, id, of }) {
    if (ref !== undefined) {
      const there = known(await gateway.refunds.read(ref));
      const payment = await paymentAt(gateway, there.paymentRef);
      return payment && { payment, seen: seenRefund(there) };
    }
    const payment = of === undefined ? undefined : await paymentOf(of);
    const refund = payment?.refunds.find((one) => one.id === id);
    if (payment?.ref === undefined || refund?.status !== 'asked') return undefined;
    return { payment, seen: await giveBack(gateway, { ...payment, ref: payment.ref }, refund) };
  },

  async dispute(gateway, { ref }) {
    if (ref === undefined || gateway.disputes === undefined) return undefined;
    const there = known(await gateway.disputes.read(ref));
    const seen = seenDispute(there);
    const payment = seen && there.paymentRef ? await paymentAt(gateway, there.paymentRef) : undefined;
    return payment && seen && { payment, seen };
  },
};

/** It ended before its gateway knew of it: it is not begun there any more. */
const isNowhere = (payment: Payment, there: GatewayPayment | undefined) =>
  there === undefined && payment.ref === undefined && payment.status !== 'pending';

/** Begun where it was not, and cancelled where its time is over. */
async function lookAt(
  gateway: PaymentGateway,
  payment: Payment,
  read: GatewayPayment | undefined,
  now: Date,
): Promise<Seen> {
  const isOver = isExpired(payment, now);
  const { id } = payment;
  const nothing: Seen = { about: 'payment', ref: id, status: 'cancelled', receivedMinor: 0, currency: '' };
  const said = read
    ? ({ kind: 'answer', value: read } as const)
    : isOver && payment.ref === undefined
      ? await gateway.payments.find(id)
      : await atGateway(gateway, payment, now);
  if (said.kind === 'refusal') return nothing;
  const there = known(said);
  if (there === undefined) return nothing;
  const seen = seenPayment(there);
  if (!isOver || seen.status !== 'open') return seen;
  const cancelled = await gateway.payments.cancel({ id, ref: there.ref });
  return seenPayment(cancelled.kind === 'refusal' ? known(await gateway.payments.read(there.ref)) : known(cancelled));
}

async function giveBack(
  gateway: PaymentGateway,
  { ref: paymentRef, id: paymentId, amount }: Payment & { readonly ref: string },
  { id, amountMinor }: Payment['refunds'][number],
): Promise<Seen> {
  const tags = { payment: paymentId };
  const there = await refundAt(gateway, { id, paymentRef, amount: { ...amount, amountMinor }, tags });
  return there ? seenRefund(there) : { about: 'refund', id, ref: id, amountMinor, status: 'failed' };
}

async function paymentAt({ payments }: PaymentGateway, ref: string) {
  const { id } = known(await payments.read(ref));
  return id === undefined ? undefined : paymentOf(id);
}

/** What the others are told of a payment that has moved on. */
function news(before: Payment, after: Payment, at: string) {
  const isDone = (payment: Payment, id: string) =>
    payment.refunds.some((one) => one.id === id && one.status === 'done');
  const { id: paymentId, amount } = after;
  return [
    before.status !== after.status && after.status === 'succeeded' && succeeded.raise({ ...after, at }),
    before.status !== after.status && after.status === 'cancelled' && cancelled.raise({ ...after, at }),
    ...after.refunds
      .filter(({ id }) => isDone(after, id) && !isDone(before, id))
      .map(({ id, amountMinor }) =>
        refunded.raise({ ...after, id, paymentId, amount: { ...amount, amountMinor }, at }),
      ),
  ];
}

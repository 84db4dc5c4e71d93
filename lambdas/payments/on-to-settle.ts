import { consumer } from '#shared/events/consumer';
import { certain } from '#shared/gateways/answer';
import { CAPABILITIES } from '#shared/gateways/capabilities';
import { gatewayOf } from '#shared/gateways/open';
import type { GatewayPayment } from '#shared/gateways/payments';
import type { PaymentGateway } from '#shared/gateways/port';
import type { Stored } from '#shared/table/entity';
import { advanced, atGateway, paymentOf, refundAt, tillOf } from './decisions.ts';
import { isByHand, isExpired, isOpen, observed, type Seen } from './domain/payment.ts';
import { isPlatforms } from './domain/platform.ts';
import { givenBackMinor } from './domain/refund.ts';
import { endedAs, seenDispute, seenPayment, seenRefund } from './domain/view.ts';
import { cancelled, paymentEnded, refunded, refundFailed, succeeded } from './events.ts';
import { onToSettle } from './listeners.ts';
import type { Payment, Refund, ToSettle } from './schemas.ts';

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
export const handler = consumer(onToSettle, async ({ event, now }) => {
  const look = LOOKS[event.about];
  const gateway = look && (await opened(event));
  if (look === undefined || gateway === undefined) return [];
  const { ref, id, of } = event;
  // Of a gateway that keeps no ids of ours, nobody knows to which payment a ref belongs but our own books.
  const sight = await look(gateway, { ref: gateway.capabilities.keepsOurIds ? ref : undefined, id, of }, now);
  if (sight === undefined) return [];
  const { payment: before, seen } = sight;
  const after = observed(before, seen, now);
  return [...(await advanced(before, after, now)), ...news(before, after, now)];
});

/** Where each provider has the money on their own account, we must know first whose payment it is. */
async function opened({ gateway, id, of }: Pick<ToSettle, 'gateway' | 'id' | 'of'>) {
  if (CAPABILITIES[gateway].holder === 'platform') return gatewayOf(gateway);
  const ours = of ?? id;
  const payment = ours === undefined ? undefined : await paymentOf(ours);
  if (payment?.gateway !== gateway || isByHand(payment)) return undefined;
  return gatewayOf(gateway, await tillOf(payment));
}

const LOOKS: { readonly [about: string]: Look | undefined } = {
  async payment(gateway, { ref, id }, now) {
    const there = ref === undefined ? undefined : certain(await gateway.payments.read(ref));
    const ours = there?.id ?? id;
    const payment = ours === undefined ? undefined : await paymentOf(ours);
    if (payment === undefined || isNowhere(payment, there)) return undefined;
    return { payment, seen: await lookAt(gateway, payment, there, now) };
  },

  async refund(gateway, { ref, id, of }) {
    if (ref !== undefined) {
      const there = certain(await gateway.refunds.read(ref));
      const payment = await paymentAt(gateway, there.paymentRef);
      if (payment === undefined || isPlatforms(payment)) return undefined; // its bill is given back
      return { payment, seen: seenRefund(there) };
    }
    const payment = of === undefined ? undefined : await paymentOf(of);
    const asked = payment?.refunds.filter(({ status }) => status === 'asked') ?? [];
    // Where our ids say nothing, they are given one after the other: of two at once nobody could tell which was heard.
    const refund = gateway.capabilities.keepsOurIds ? asked.find((one) => one.id === id) : asked[0];
    if (payment?.ref === undefined || refund === undefined) return undefined;
    return { payment, seen: await giveBack(gateway, { ...payment, ref: payment.ref }, refund) };
  },

  async dispute(gateway, { ref }) {
    if (ref === undefined || gateway.disputes === undefined) return undefined;
    const there = certain(await gateway.disputes.read(ref));
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
  const there = certain(said);
  if (there === undefined) return nothing;
  const seen = seenPayment(isOpen(payment, now) ? await taken(gateway, there, id) : there);
  if (!isOver || seen.status !== 'open') return seen;
  const cancelled = await gateway.payments.cancel({ id, ref: there.ref });
  return seenPayment(
    cancelled.kind === 'refusal' ? certain(await gateway.payments.read(there.ref)) : certain(cancelled),
  );
}

/** What its payer has approved on the gateway's own page is ours to take, whether or not they come back to say so. */
async function taken({ payments, capabilities }: PaymentGateway, there: GatewayPayment, id: string) {
  if (capabilities.pays !== 'redirect' || there.status !== 'awaiting_confirmation') return there;
  const said = await payments.confirm({ id, ref: there.ref, tryId: id });
  return said.kind === 'refusal' ? there : certain(said);
}

async function giveBack(
  gateway: PaymentGateway,
  payment: Payment & { readonly ref: string },
  { id, amountMinor }: Payment['refunds'][number],
): Promise<Seen> {
  const amount = { ...payment.amount, amountMinor };
  const refundedBeforeMinor = givenBackMinor(payment);
  const tags = { payment: payment.id };
  const there = await refundAt(gateway, { id, paymentRef: payment.ref, amount, refundedBeforeMinor, tags });
  return there ? seenRefund(there) : { about: 'refund', id, ref: id, amountMinor, status: 'failed' };
}

async function paymentAt({ payments }: PaymentGateway, ref: string) {
  const { id } = certain(await payments.read(ref));
  return id === undefined ? undefined : paymentOf(id);
}

/** What the others are told of a payment that has moved on. */
function news(before: Payment, after: Payment, now: Date) {
  const [at, ended] = [now.toISOString(), endedAs(before, after, now)];
  const stood = new Map(before.refunds.map(({ id, status }) => [id, status]));
  const moved = after.refunds.filter(({ id, status }) => stood.get(id) !== status);
  const { id: paymentId, amount } = after;
  const told = ({ id, amountMinor }: Refund) => ({ ...after, id, paymentId, amount: { ...amount, amountMinor }, at });
  return [
    before.status !== after.status && after.status === 'succeeded' && succeeded.raise({ ...after, at }),
    before.status !== after.status && after.status === 'cancelled' && cancelled.raise({ ...after, at }),
    ended && paymentEnded.raise(ended),
    ...moved.map(
      (refund) =>
        (refund.status === 'done' && refunded.raise(told(refund))) ||
        (refund.status === 'failed' && refundFailed.raise({ ...told(refund), wasDone: refund.wasDone ?? false })),
    ),
  ];
}

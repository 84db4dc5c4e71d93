import type { Money } from '#shared/money';
import { type Answer, answer, mapped, refused } from '../answer.ts';
import { CAPABILITIES } from '../capabilities.ts';
import type { GatewayPayment, GatewayRefund, Payments, Refunds } from '../payments.ts';
import type { PaymentGateway } from '../port.ts';
import type { GatewayPaymentStatus } from '../words.ts';
import { kaspi, type Reached } from './client.ts';

/* Kaspi's QR interface, standard scheme: a link (which is a QR as well) for each payment, polled until it ends, refunds in
 * part. It speaks to known certificates only, pushes nothing, and knows no ids of ours that it could be asked by. */

type Sought = Parameters<Refunds['find']>[0];

export interface Settings extends Reached {
  /** Of the business's own till, on whose account the money lies. */
  readonly deviceToken: string;
  /** Kaspi itself is asked again and again; an intermediary with the same interface may tell us as well. */
  readonly mode?: 'poll' | 'webhook' | undefined;
}

const STATUS: Readonly<Record<string, GatewayPaymentStatus>> = {
  QrTokenCreated: 'awaiting_action',
  Wait: 'processing', // scanned: the payer looks at it
  Processed: 'succeeded',
  Error: 'cancelled',
};

const CURRENCY = 'KZT';

export function kaspiGateway(
  { host, deviceToken, mode, send }: Settings,
  now: () => Date = () => new Date(),
): PaymentGateway {
  const ask = kaspi({ host, send });
  const details = (ref: string) =>
    ask('GET', `/payment/details?${new URLSearchParams({ QrPaymentId: ref, DeviceToken: deviceToken })}`);

  /** Sums come with the details, which there are only of what was paid. */
  async function read(ref: string): Promise<Answer<GatewayPayment>> {
    const asked = await ask('GET', `/payment/status/${encodeURIComponent(ref)}`);
    if (asked.kind !== 'answer') return asked;
    const status = STATUS[asked.value.Status];
    if (status === undefined) throw new RangeError(`Kaspi says ${asked.value.Status}, which we do not know`);
    if (status !== 'succeeded') return answer(paymentOf(ref, status, asked.value.Amount ?? 0, 0, now().toISOString()));
    return mapped(await details(ref), ({ TotalAmount, AvailableReturnAmount, TransactionDate }) =>
      paymentOf(ref, status, TotalAmount, TotalAmount - AvailableReturnAmount, new Date(TransactionDate).toISOString()),
    );
  }

  const cannot = async () => refused('cannot', 'not_in_kaspi');
  const payments: Payments = {
    create: async ({ id, amount, tags }) => {
      const sent = { DeviceToken: deviceToken, Amount: amount.amountMinor / 100, ExternalId: id };
      const made = await ask('POST', '/qr/create-link', id, sent);
      return mapped(made, ({ PaymentId, PaymentLink }) => ({
        ...paymentOf(String(PaymentId), 'awaiting_action', amount.amountMinor / 100, 0, now().toISOString()),
        id,
        actionUrl: PaymentLink,
        tags,
      }));
    },
    confirm: ({ ref }) => read(ref), // the payer's app has done it, or not
    capture: cannot,
    // A link cannot be called back: it lapses within minutes, and until then whoever has it may pay.
    cancel: async ({ ref }) => {
      const found = await read(ref);
      if (found.kind !== 'answer' || found.value.status === 'cancelled') return found;
      return refused('wrong_state', `lapses_within_${CAPABILITIES.kaspi.lastsMinutes}_minutes`);
    },
    read,
    // One whose answer was lost was shown to nobody: nobody can have paid it.
    find: async () => answer(undefined),
    list: cannot,
  };

  /** Kaspi takes a second refund for a new one. What it still has to give back says whether ours was heard before. */
  async function findRefund({
    id,
    paymentRef,
    amount,
    refundedBeforeMinor = 0,
  }: Sought): Promise<Answer<GatewayRefund | undefined>> {
    const state = await details(paymentRef);
    if (state.kind !== 'answer') return state;
    const given = minor(state.value.TotalAmount - state.value.AvailableReturnAmount);
    if (given === refundedBeforeMinor) return answer(undefined);
    if (amount && given === refundedBeforeMinor + amount.amountMinor) return answer(refundOf(id, paymentRef, amount));
    return refused('wrong_state', 'refunded_elsewhere');
  }
  const refunds: Refunds = {
    create: async ({ id, paymentRef, amount, refundedBeforeMinor }) => {
      const found = await findRefund({ id, paymentRef, amount, refundedBeforeMinor });
      if (found.kind !== 'answer') return found;
      if (found.value) return answer(found.value);
      const sent = { DeviceToken: deviceToken, QrPaymentId: Number(paymentRef), Amount: amount.amountMinor / 100 };
      return mapped(await ask('POST', '/payment/return', id, sent), () => refundOf(id, paymentRef, amount));
    },
    read: cannot,
    find: findRefund,
  };
  const refundOf = (id: string, paymentRef: string, amount: Money): GatewayRefund => ({
    ref: id,
    id,
    paymentRef,
    status: 'done',
    amount,
    createdAt: now().toISOString(),
  });

  return {
    name: 'kaspi',
    capabilities: { ...CAPABILITIES.kaspi, hears: mode === 'webhook' ? 'push' : 'poll' },
    payments,
    refunds,
  };
}

/** Tenge with decimals, as JSON has them, in tiyn. */
const minor = (amount: number) => Math.round(amount * 100);

const paymentOf = (
  ref: string,
  status: GatewayPaymentStatus,
  amount: number,
  refunded: number,
  createdAt: string,
): GatewayPayment => ({
  ref,
  status,
  amount: { amountMinor: minor(amount), currency: CURRENCY },
  receivedMinor: status === 'succeeded' ? minor(amount) : 0,
  refundedMinor: minor(refunded),
  createdAt,
  isDisputed: false,
  tags: {},
});

import { answer, refused } from '../answer.ts';
import { CAPABILITIES } from '../capabilities.ts';
import type { GatewayPayment, NewPayment } from '../payments.ts';
import type { PaymentGateway } from '../port.ts';

/** Nobody to ask: the money passes from hand to hand, and a person of the business marks it paid. The same of a printed QR
 *  of the business's own, whose link the payer is shown. */
export function byHand({
  name = 'cash',
  staticQr,
  now = () => new Date(),
}: {
  readonly name?: 'cash' | 'kaspi';
  readonly staticQr?: string | undefined;
  readonly now?: () => Date;
} = {}): PaymentGateway {
  const cannot = async () => refused('cannot', 'by_hand');
  const asked = ({ id, amount, tags }: NewPayment): GatewayPayment => ({
    ref: id,
    id,
    status: 'awaiting_payer',
    amount,
    receivedMinor: 0,
    refundedMinor: 0,
    createdAt: now().toISOString(),
    actionUrl: staticQr,
    isDisputed: false,
    tags,
  });
  return {
    name,
    capabilities: { ...CAPABILITIES.cash, ...(name === 'kaspi' && { pays: 'qr', currencies: ['KZT'] }) },
    payments: {
      create: async (payment) => answer(asked(payment)),
      confirm: cannot,
      capture: cannot,
      cancel: cannot,
      read: cannot,
      find: cannot,
      list: cannot,
    },
    refunds: { create: cannot, read: cannot, find: cannot },
  };
}

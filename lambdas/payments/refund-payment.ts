import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { paymentOf, refundAsked, SOLD } from './decisions.ts';
import { byPolicy, refundOf } from './domain/refund.ts';
import { shownRefund } from './domain/view.ts';
import { toSettle } from './events.ts';
import { refundPayment } from './routes.ts';

/** The payer takes it back: by the policy it was sold under, its provider bears what the gateway keeps. */
export const handler = endpoint(refundPayment, async ({ params: { id }, actor, now, newId }) => {
  const payment = await paymentOf(id);
  if (payment?.payerId !== actor.id) throw notFound();
  const amountMinor = byPolicy(payment, await SOLD[payment.subject.kind].unused(payment), now);
  const at = now.toISOString();
  const refund = refundOf(payment, { id: newId('rfd'), amountMinor, feeBorneBy: 'provider', by: 'policy', at });
  return outcome(
    shownRefund(payment, refund),
    ...(await refundAsked(payment, refund, now)),
    refund.status === 'asked' &&
      toSettle.raise({ gateway: payment.gateway, about: 'refund', id: refund.id, of: id, at }),
  );
});

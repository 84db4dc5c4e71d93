import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { paymentOf } from './decisions.ts';
import { alreadyPaid, isByHand } from './domain/payment.ts';
import { shown } from './domain/view.ts';
import { cancelled, toSettle } from './events.ts';
import { payments } from './records.ts';
import { cancelPayment } from './routes.ts';

/** Its time is over from now on. Whoever looks at the gateway next cancels it there, unless it was paid meanwhile. */
export const handler = endpoint(cancelPayment, async ({ params: { id }, actor, now }) => {
  const payment = await paymentOf(id);
  if (payment?.payerId !== actor.id) throw notFound();
  const { status, gateway } = payment;
  if (status === 'succeeded') throw alreadyPaid();
  if (status !== 'pending') return outcome(shown(payment));
  const at = now.toISOString();
  if (!isByHand(payment)) {
    const ended = payments.change(payment, { expiresAt: at });
    return outcome(shown(ended.item), ended, toSettle.raise({ gateway, about: 'payment', id, of: id, at }));
  }
  const ended = payments.change(payment, { status: 'cancelled' });
  return outcome(shown(ended.item), ended, cancelled.raise({ ...payment, at }));
});

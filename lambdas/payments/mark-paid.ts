import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { advanced, paymentOf } from './decisions.ts';
import { notPayable } from './domain/begin.ts';
import { checkOpen, isByHand } from './domain/payment.ts';
import { shown } from './domain/view.ts';
import { succeeded } from './events.ts';
import { markPaid } from './routes.ts';

export const handler = endpoint(markPaid, async ({ params: { id }, actor, now }) => {
  const payment = await paymentOf(id);
  if (payment?.providerId !== actor.id) throw notFound();
  if (!isByHand(payment)) throw notPayable();
  checkOpen(payment, now);
  const at = now.toISOString();
  const paid = { ...payment, status: 'succeeded' as const, succeededAt: at };
  return outcome(shown(paid), ...(await advanced(payment, paid, now)), succeeded.raise({ ...paid, at }));
});

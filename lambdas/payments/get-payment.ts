import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { shown } from './domain/view.ts';
import { paymentOf } from './index.ts';
import { getPayment } from './routes.ts';

export const handler = endpoint(getPayment, async ({ params: { id }, actor }) => {
  const payment = await paymentOf(id);
  if (payment?.payerId !== actor.id) throw notFound();
  return outcome(shown(payment));
});

import { notFound } from '#shared/failure';
import { gatewayOf } from '#shared/gateways/open';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { paymentOf, tillOf } from './decisions.ts';
import { checkInstrument, gatewaySilent, notPayable } from './domain/begin.ts';
import { checkOpen, isByHand, observed } from './domain/payment.ts';
import { seenPayment, stepOf } from './domain/view.ts';
import { toSettle } from './events.ts';
import { confirmPayment } from './routes.ts';

/** The payer learns what the gateway says of this try; what it means is settled by who looks at the gateway next. */
export const handler = endpoint(confirmPayment, async ({ params: { id }, body, actor, now, newId }) => {
  const payment = await paymentOf(id);
  if (payment?.payerId !== actor.id) throw notFound();
  checkOpen(payment, now);
  const { ref, gateway } = payment;
  if (isByHand(payment) || ref === undefined) throw notPayable();
  checkInstrument(gateway, body);
  const asked = await gatewayOf(gateway, await tillOf(payment));
  const said = await asked.payments.confirm({ ...body, id, ref, tryId: newId('try') });
  if (said.kind === 'doubt') throw gatewaySilent();
  const settle = toSettle.raise({ gateway, about: 'payment', ref, id, at: now.toISOString() });
  if (said.kind === 'answer') {
    return outcome(stepOf(observed(payment, seenPayment(said.value), now), said.value), settle);
  }
  const { refusal } = said;
  const decline = refusal.reason === 'declined' ? refusal.decline : undefined;
  return outcome({ ...stepOf(payment), decline }, settle);
});

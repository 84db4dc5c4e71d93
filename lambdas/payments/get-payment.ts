import { notFound } from '#shared/failure';
import { CAPABILITIES } from '#shared/gateways/capabilities';
import { openKaspi } from '#shared/gateways/kaspi/open';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { paymentOf, shownWhole, tillOf } from './decisions.ts';
import { isByHand } from './domain/payment.ts';
import { seenPayment } from './domain/view.ts';
import { toSettle } from './events.ts';
import { getPayment } from './routes.ts';
import type { Payment } from './schemas.ts';

/** A gateway that tells nobody is asked when its payer asks: whoever stands before a QR does not wait for the sweep. What it
 *  says is shown once it is settled. */
export const handler = endpoint(getPayment, async ({ params: { id }, actor, now }) => {
  const payment = await paymentOf(id);
  if (payment?.payerId !== actor.id) throw notFound();
  const { gateway } = payment;
  const isOver = await endedThere(payment);
  const at = now.toISOString();
  return outcome(await shownWhole(payment), isOver && toSettle.raise({ gateway, about: 'payment', id, of: id, at }));
});

async function endedThere(payment: Payment): Promise<boolean> {
  const { gateway, status, ref } = payment;
  const isAsked = CAPABILITIES[gateway].hears === 'poll' && !isByHand(payment);
  if (!isAsked || status !== 'pending' || ref === undefined) return false;
  const till = await tillOf(payment);
  const { payments } = await openKaspi(till?.deviceToken);
  const said = await payments.read(ref);
  return said.kind === 'answer' && seenPayment(said.value).status !== 'open';
}

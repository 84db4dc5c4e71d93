import { notFound } from '#shared/failure';
import { gatewayOf } from '#shared/gateways/open';
import { isKnownHere } from '#shared/gateways/settings';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { atGateway, paymentOf, SOLD, termsOf, tillOf, waits, waitsNoMore } from './decisions.ts';
import { begun, gatewaySilent, notPayable, ratesAt, wayOf } from './domain/begin.ts';
import { isByHand } from './domain/payment.ts';
import { endedAs, stepOf, wayTold } from './domain/view.ts';
import { paymentBegun, paymentEnded } from './events.ts';
import { payments, places } from './records.ts';
import { createPayment } from './routes.ts';
import type { Payment } from './schemas.ts';

/** What is to be paid stands before anybody is asked for money: who was cut off finds it standing, and goes on. */
export const handler = endpoint(createPayment, async ({ body, actor, now, newId, first }) => {
  const asked = { ...body, id: newId('pay'), payerId: actor.id };
  const standing = await paymentOf(asked.id);
  const payment = standing ?? (await drafted(asked, now));
  const { id, createdAt: at, gateway: name } = payment;
  const intent = [payments.add(payment), places.add({ id, owner: actor.id, at })];
  if (isByHand(payment)) return outcome(stepOf(payment), ...intent); // nobody is asked: it waits to be marked as paid

  await first(
    ...intent,
    waits({ id, at, gateway: name, about: 'payment', of: id }),
    paymentBegun.raise(wayTold(payment)),
  );
  const said = await atGateway(await gatewayOf(name, await tillOf(payment)), payment, now);
  if (said.kind === 'doubt') throw gatewaySilent();
  const read = await paymentOf(id);
  if (read?.status !== 'pending') return outcome(stepOf(read ?? payment));
  if (said.kind === 'answer') {
    const { ref, actionUrl: payAt } = said.value;
    return outcome(stepOf(read, said.value), payments.change(read, { ref, payAt: read.payAt ?? payAt }));
  }
  const failed = { ...read, status: 'failed' as const };
  return outcome(
    stepOf(failed),
    payments.change(read, failed),
    await waitsNoMore({ id, at }),
    paymentEnded.raise(endedAs(read, failed, now)!),
  );
});

type Asked = Pick<Payment, 'id' | 'payerId' | 'subject' | 'gateway' | 'amount' | 'returnUrl'>;

async function drafted(asked: Asked, now: Date): Promise<Payment> {
  const { gateway, subject } = asked;
  const offer = await SOLD[subject.kind].offer(subject.id, asked.payerId);
  if (offer === undefined) throw notFound();
  const { providerId, price } = offer;
  const [terms, till] = await Promise.all([termsOf(providerId), tillOf({ gateway, providerId })]);
  const rates = ratesAt(gateway, price.currency, terms);
  const { returnUrl: _, ...said } = asked;
  const way = wayOf(gateway, asked, till);
  const payment = begun(offer, { ...said, ...way, sellerTaxBps: terms.taxBps }, rates, now);
  if (!isByHand(payment) && !(await isKnownHere(gateway))) throw notPayable();
  return payment;
}

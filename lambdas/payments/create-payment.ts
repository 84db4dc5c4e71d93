import { notFound } from '#shared/failure';
import { gatewayOf } from '#shared/gateways/open';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { atGateway, paymentOf, SOLD, sellerOf, tillOf, waits, waitsNoMore } from './decisions.ts';
import { begun, gatewaySilent, PLATFORMS_TERMS, ratesAt, wayOf } from './domain/begin.ts';
import { isByHand, isPlatforms } from './domain/payment.ts';
import { stepOf } from './domain/view.ts';
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

  await first(...intent, waits({ id, at, gateway: name, about: 'payment', of: id }));
  const said = await atGateway(await gatewayOf(name, await tillOf(payment)), payment, now);
  if (said.kind === 'doubt') throw gatewaySilent();
  const read = await paymentOf(id);
  if (read?.status !== 'pending') return outcome(stepOf(read ?? payment));
  if (said.kind === 'answer') {
    const { ref, actionUrl: payAt } = said.value;
    return outcome(stepOf(read, said.value), payments.change(read, { ref, payAt: read.payAt ?? payAt }));
  }
  return outcome(
    stepOf({ ...read, status: 'failed' }),
    payments.change(read, { status: 'failed' }),
    await waitsNoMore({ id, at }),
  );
});

type Asked = Pick<Payment, 'id' | 'payerId' | 'subject' | 'gateway' | 'amount' | 'returnUrl'>;

async function drafted(asked: Asked, now: Date): Promise<Payment> {
  const { gateway, subject } = asked;
  const offer = await SOLD[subject.kind].offer(subject.id, asked.payerId);
  if (offer === undefined) throw notFound();
  const { providerId, price } = offer;
  const seller = isPlatforms(offer) ? PLATFORMS_TERMS : sellerOf(providerId);
  const [terms, till] = await Promise.all([seller, tillOf({ gateway, providerId })]);
  const rates = ratesAt(gateway, price.currency, terms);
  const { returnUrl: _, ...said } = asked;
  return begun(offer, { ...said, ...wayOf(gateway, asked, till) }, rates, now);
}

import { notFound } from '#shared/failure';
import { CAPABILITIES } from '#shared/gateways/capabilities';
import { gatewayOf, isOpen } from '#shared/gateways/open';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { begun, gatewaySilent, notPayable, ratesAt } from './domain/begin.ts';
import { stepOf } from './domain/view.ts';
import { atGateway, paymentOf, SOLD, sellerOf, waits, waitsNoMore } from './index.ts';
import { payments, places } from './records.ts';
import { createPayment } from './routes.ts';
import type { Subject } from './schemas.ts';

/** What is to be paid stands before anybody is asked for money: who was cut off finds it standing, and goes on. */
export const handler = endpoint(createPayment, async ({ body, actor, now, newId, first }) => {
  const asked = { ...body, id: newId('pay'), payerId: actor.id };
  const standing = await paymentOf(asked.id);
  const payment = standing ?? (await drafted(asked, now));
  const { id, createdAt: at, gateway: name } = payment;
  const intent = [payments.add(payment), places.add({ id, owner: actor.id, at })];
  if (!isOpen(name)) return outcome(stepOf(payment), ...intent); // nobody is asked: it waits to be marked as paid

  await first(...intent, waits({ id, at, gateway: name, about: 'payment', of: id }));
  const said = await atGateway(await gatewayOf(name), payment, now);
  if (said.kind === 'doubt') throw gatewaySilent();
  const read = await paymentOf(id);
  if (read?.status !== 'pending') return outcome(stepOf(read ?? payment));
  if (said.kind === 'answer') return outcome(stepOf(read, said.value), payments.change(read, { ref: said.value.ref }));
  return outcome(
    stepOf({ ...read, status: 'failed' }),
    payments.change(read, { status: 'failed' }),
    await waitsNoMore({ id, at }),
  );
});

async function drafted(asked: Parameters<typeof begun>[1] & { readonly subject: Subject }, now: Date) {
  const { kind, id } = asked.subject;
  const offer = await SOLD[kind].offer(id);
  if (offer === undefined) throw notFound();
  if (!isOpen(asked.gateway) && CAPABILITIES[asked.gateway].pays !== 'in_person') throw notPayable();
  return begun(offer, asked, ratesAt(asked.gateway, offer.price.currency, await sellerOf(offer.providerId)), now);
}

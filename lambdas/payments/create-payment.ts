import { gatewayOf } from '#shared/gateways/open';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { atGateway, draftOf, offerOf, paymentOf, tillOf, waits, waitsNoMore } from './decisions.ts';
import { gatewaySilent } from './domain/begin.ts';
import { isByHand } from './domain/payment.ts';
import { endedAs, stepOf, wayTold } from './domain/view.ts';
import { paymentBegun, paymentEnded } from './events.ts';
import { payments, places } from './records.ts';
import { createPayment } from './routes.ts';

/** What is to be paid stands before anybody is asked for money: who was cut off finds it standing, and goes on. */
export const handler = endpoint(createPayment, async ({ body, actor, now, newId, first }) => {
  const asked = { ...body, id: newId('pay'), payerId: actor.id };
  const standing = await paymentOf(asked.id);
  const payment = standing ?? (await draftOf(await offerOf(asked), asked, now));
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

import { Failure } from '#shared/failure';
import { CAPABILITIES } from '#shared/gateways/capabilities';
import { GatewayName } from '#shared/gateways/words';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { draftOf, offerOf } from './decisions.ts';
import { isByHand } from './domain/payment.ts';
import { listPaymentWays } from './routes.ts';

/** Tried by the very rules by which a payment is begun: what is listed is taken, and what is not would be refused. */
export const handler = endpoint(listPaymentWays, async ({ query: { kind, id }, actor, now, newId }) => {
  const asked = { id: newId('pay'), payerId: actor.id, subject: { kind, id } };
  const offer = await offerOf(asked);
  const { price: amount } = offer;
  const ways = GatewayName.options.map(async (gateway) => {
    try {
      const payment = await draftOf(offer, { ...asked, gateway, amount, returnUrl: 'https://example.com' }, now);
      return [{ gateway, pays: CAPABILITIES[gateway].pays, byHand: isByHand(payment) }];
    } catch (error) {
      if (error instanceof Failure) return [];
      throw error;
    }
  });
  return outcome({ amount, items: (await Promise.all(ways)).flat() });
});

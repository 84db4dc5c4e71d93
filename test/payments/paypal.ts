import { handler as hearPaypal } from '#lambdas/payments/hear-paypal';
import { startPaypalFake } from '../../fakes/paypal/server.ts';
import { catching, closing } from '../gateways/closing.ts';
import * as act from './acts.ts';
import { heardBy, knows, stripe } from './stripe.ts';

/* A PayPal to play with, for as long as one test. */

export const RETURN = 'https://app.example.com/paid';

export async function paypal() {
  await stripe();
  const { sent, url } = await catching();
  const fake = await startPaypalFake({ webhook: { url, id: 'WEBHOOK1' } });
  closing.push(fake.close);
  const settings = { clientId: 'fake', secret: 'fake', webhookId: 'WEBHOOK1', host: fake.url };
  await knows('paypal', { ...settings, certificates: fake.url });

  /** What a payer does on its page, and what befalls its answers. */
  const world = async (path: string, body: object = {}) => {
    const said = await fetch(`${fake.url}/fake/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!said.ok) throw new Error(`${path}: ${await said.text()}`);
  };
  const approve = async (id: string, body: object = {}) => world(`orders/${await act.refOf(id)}/approve`, body);
  /** All that it told so far, as it told it. */
  const told = async () => {
    await fake.settled();
    return sent;
  };
  const tellAll = async () => {
    const statuses: number[] = [];
    for (const { body, headers } of await told()) statuses.push(await heardBy(hearPaypal, body, headers));
    return statuses;
  };
  const begin = (more: object = {}, key?: string) => act.begin({ gateway: 'paypal', returnUrl: RETURN, ...more }, key);
  const paid = async () => {
    const id: string = (await begin()).body.payment.id;
    await approve(id);
    return id;
  };
  /** As somebody does on PayPal's own pages: it knows nothing of our ids. */
  const giveBackThere = async (id: string, value: string) => {
    const headers = { authorization: 'Bearer fake' };
    const order: any = await (await fetch(`${fake.url}/v2/checkout/orders/${await act.refOf(id)}`, { headers })).json();
    const path = `/v2/payments/captures/${order.purchase_units[0].payments.captures[0].id}/refund`;
    const body = JSON.stringify({ amount: { currency_code: 'USD', value } });
    await fetch(fake.url + path, { method: 'POST', headers, body });
  };
  /** Of what nobody here listens to. */
  const tellOther = (type: string) => fake.tell(type, {});
  return { world, approve, told, tellAll, tellOther, begin, paid, giveBackThere };
}

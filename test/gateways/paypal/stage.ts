import { paypalGateway } from '#shared/gateways/paypal/gateway';
import { startPaypalFake } from '../../../fakes/paypal/server.ts';
import { value } from '../answers.ts';
import { closing } from '../closing.ts';

export const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
export const payment = {
  id: 'pay_1',
  amount: usd(10_050),
  title: 'A session',
  tags: {},
  returnUrl: 'https://app.example.com/',
};

export async function stage(webhook?: { url: string; id: string }) {
  const fake = await startPaypalFake(webhook ? { webhook } : {});
  closing.push(fake.close);
  const world = (path: string, body: unknown = {}) =>
    fetch(`${fake.url}/fake/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const settings = { clientId: 'fake', secret: 'fake', host: fake.url };
  const { payments, refunds, transfers, balance } = paypalGateway(settings);
  const captured = async () => {
    const { ref } = value(await payments.create(payment));
    await world(`orders/${ref}/approve`);
    value(await payments.confirm({ id: 'pay_1', tryId: 'try_1', ref }));
    return ref;
  };
  return { ...fake, world, payments, refunds, transfers: transfers!, balance: balance!, settings, captured };
}

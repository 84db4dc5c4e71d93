import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { stripeGateway } from '#shared/gateways/stripe/gateway';
import { stripeNotices } from '#shared/gateways/stripe/notice';
import { parseForm } from '../../fakes/stripe/form.ts';
import { type Options, startStripeFake } from '../../fakes/stripe/server.ts';
import type { Endpoint } from '../../fakes/stripe/webhooks.ts';
import { VERSION } from '../../fakes/stripe/world.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function fake(options: Options = {}) {
  const started = await startStripeFake({ pause: 1, ...options });
  closing.push(started.close);
  const world = async (path: string, body: unknown = {}): Promise<any> =>
    (await fetch(`${started.url}/fake/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  return { ...started, world, gateway: stripeGateway({ key: 'sk_test_fake', host: started.url }) };
}

/** Who listens, as our API would, and what they believed; refuses the first `down` calls. */
async function listening(
  secrets: readonly string[],
  { down = 0, ...endpoint }: Partial<Endpoint> & { down?: number } = {},
) {
  const heard: string[] = [];
  let calls = 0;
  const hear = stripeNotices(() => secrets);
  const server = createServer(async (request, response) => {
    const body = await text(request);
    calls += 1;
    const signature = request.headers['stripe-signature'] as string;
    const notice = await hear(body, { 'stripe-signature': signature }, new Date());
    if (notice && calls > down) heard.push(`${notice.type} ${notice.id}`);
    response.writeHead(notice === undefined ? 400 : calls > down ? 200 : 503).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => new Promise((closed) => server.close(closed)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/webhooks/stripe`;
  return { heard, webhook: { url, secrets: ['whsec_new'], ...endpoint } };
}

const payments = async ({ gateway }: Awaited<ReturnType<typeof fake>>, count: number) => {
  for (let number = 0; number < count; number += 1) {
    const amount = { amountMinor: 5000, currency: 'EUR' };
    const made = await gateway.payments.create({ id: `pay_${number}`, amount, title: 'A session', tags: {} });
    if (made.kind !== 'answer') throw new Error('no payment');
    const { ref } = made.value;
    await gateway.payments.confirm({ id: `pay_${number}`, tryId: `try_${number}`, ref, instrument: 'pm_card_visa' });
  }
};
const types = (heard: readonly string[]) => heard.map((one) => one.split(' ')[0]);

describe('webhooks of the fake', () => {
  it('are signed, so that we believe them, by either secret', async () => {
    const { heard, webhook } = await listening(['whsec_old', 'whsec_new']);
    const stripe = await fake({ webhooks: [{ ...webhook, secrets: ['whsec_old'] }], twice: 0, late: 0 });
    await payments(stripe, 1);
    await stripe.world('webhooks/settled');
    expect(types(heard).sort()).toEqual(['charge.succeeded', 'payment_intent.created', 'payment_intent.succeeded']);
  });

  it('are not believed with another secret, and are given up at last', async () => {
    const { heard, webhook } = await listening(['whsec_old']);
    const stripe = await fake({ webhooks: [webhook], tries: 3, twice: 0 });
    await payments(stripe, 1);
    const { deliveries } = await stripe.world('webhooks/settled');
    expect(heard).toEqual([]);
    expect(deliveries.map(({ status }: { status: number }) => status)).toEqual(Array(9).fill(400));
  });

  it('are sent again until they are heard', async () => {
    const { heard, webhook } = await listening(['whsec_new'], { down: 4 });
    const stripe = await fake({ twice: 0 });
    await stripe.world('webhooks', { ...webhook, secrets: ['whsec_replaced'] });
    await stripe.world('webhooks', webhook);
    await payments(stripe, 1);
    const { deliveries } = await stripe.world('webhooks/settled');
    expect(new Set(types(heard)).size).toBe(3);
    expect(deliveries.map(({ status }: { status: number }) => status).sort()).toEqual([
      200, 200, 200, 503, 503, 503, 503,
    ]);
  });

  it('come twice and out of order, as the seed has it', async () => {
    const { heard, webhook } = await listening(['whsec_new']);
    const stripe = await fake({ webhooks: [webhook], twice: 0.5, late: 0.5, pause: 40, seed: 3 });
    await payments(stripe, 10);
    await stripe.world('webhooks/settled');
    const sent = stripe.post.deliveries.length;
    expect(new Set(heard).size).toBe(30);
    expect(heard.length).toBe(sent);
    expect(heard.length).toBeGreaterThan(30);
    expect(heard).not.toEqual([...heard].sort((a, b) => a.split(' ')[1]!.localeCompare(b.split(' ')[1]!)));
  });

  it('tell of connected accounts only whom that concerns', async () => {
    const platform = await listening(['whsec_new']);
    const connect = await listening(['whsec_connect'], { connect: true, secrets: ['whsec_connect'] });
    const stripe = await fake({ webhooks: [platform.webhook, connect.webhook], twice: 0 });
    const account = await stripe.gateway.accounts.create({ id: 'prv_1', country: 'US' });
    if (account.kind !== 'answer') throw new Error('no account');
    await stripe.world(`accounts/${account.value.ref}/onboard`);
    await payments(stripe, 1);
    await stripe.world('webhooks/settled');
    expect(types(connect.heard)).toEqual(['account.updated']);
    expect(platform.heard).toHaveLength(3);
  });
});

describe('the fake', () => {
  const ask = (url: string, { method = 'POST', body = '', key = 'sk_test_1', version = VERSION } = {}) =>
    fetch(url, {
      method,
      headers: { authorization: `Bearer ${key}`, 'stripe-version': version },
      ...(method === 'POST' && { body }),
    });

  it.each([
    ['another key', '/v1/refunds', { key: 'pk_live' }, 401, undefined],
    ['another version', '/v1/refunds', { version: '2024-06-20' }, 400, undefined],
    ['a call that it has not', '/v1/terminal/readers', {}, 404, undefined],
    ['a parameter that it does not know', '/v1/payment_intents', { body: 'amounts=5' }, 400, 'parameter_unknown'],
    ['a parameter too few', '/v1/payment_intents', { body: 'amount=500' }, 400, 'parameter_missing'],
    ['what is no number', '/v1/payment_intents', { body: 'amount=5.5&currency=usd' }, 400, 'parameter_invalid_integer'],
    ['an id of nothing', '/v1/payment_intents/pi_none/cancel', {}, 404, 'resource_missing'],
    ['what cannot be expanded', '/v1/customers', { body: 'expand[]=friends' }, 400, undefined],
  ])('refuses %s', async (_, path, asked, status, code) => {
    const { url } = await fake();
    const answer = await ask(url + path, asked);
    expect([answer.status, answer.headers.get('x-fake')]).toEqual([status, 'stripe']);
    expect(((await answer.json()) as any).error).toMatchObject({
      type: 'invalid_request_error',
      ...(code && { code }),
    });
  });

  it('is called one on every page, and moves its clock ahead only', async () => {
    const { url, world } = await fake();
    expect(await (await fetch(`${url}/`)).text()).toContain('This is a fake of Stripe');
    const { now } = await world('clock', { days: 40 });
    expect(Date.parse(now)).toBeGreaterThan(Date.now() + 39 * 86_400_000);
    expect(await world('clock', { to: '2020-01-01T00:00:00.000Z' })).toMatchObject({
      error: { message: 'The clock goes ahead only.' },
    });
  });

  it('reads forms with brackets', () => {
    expect(parseForm('a=1&b[c]=2&b[d][e]=3&f[0][g]=4&f[1][g]=5&h[]=6&h[]=7&i=%C3%A9+x')).toEqual({
      a: '1',
      b: { c: '2', d: { e: '3' } },
      f: [{ g: '4' }, { g: '5' }],
      h: ['6', '7'],
      i: 'é x',
    });
  });
});

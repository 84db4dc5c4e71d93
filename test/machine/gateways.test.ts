import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { DeleteParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { gatewayOf } from '#shared/gateways/open';
import { certificateFrom, paypalNotices } from '#shared/gateways/paypal/notice';
import { forgetSettings, settingsOf } from '#shared/gateways/settings';
import { stripeNotices } from '#shared/gateways/stripe/notice';
import { awsSettings, ROOT } from '../../bin/machine/environment.ts';
import { NAMES, type Name } from '../../bin/machine/fakes.ts';
import { ownKey, startGateways } from '../../bin/machine/gateways.ts';
import { type LocalAws, startLocalAws } from '../../bin/machine/local-aws.ts';
import { virtualEnvironment } from '../../bin/machine/python.ts';
import { gatewaysOf, stages } from '../../lib/stages.ts';

/** What our webhook was told. */
const told: { path: string; body: string; headers: Record<string, string> }[] = [];
const api = createServer(async (request, response) => {
  const headers = request.headers as Record<string, string>;
  told.push({ path: request.url ?? '', body: await text(request), headers });
  response.end();
});
let folder: string;
let machine: LocalAws;
let at: { readonly api: string };
const aws = (isOurs: boolean): LocalAws => ({ ...machine, isOurs });
const gateway = (name: Name) => {
  forgetSettings();
  return gatewayOf(name, { deviceToken: 'fake-till' });
};
const stripe = () => gateway('stripe');
const happens = async (fake: string | undefined, what: string, body: object = {}) => {
  const said = await fetch(`${fake}/fake/${what}`, { method: 'POST', body: JSON.stringify(body) });
  return said.json();
};
const begun = async (name: Name, currency: string) => {
  const made = await (await gateway(name)).payments.create({ ...A_PAYMENT, amount: { amountMinor: 10_000, currency } });
  if (made.kind !== 'answer') throw new Error('it did not answer');
  return made.value.ref;
};
const A_PAYMENT = { id: 'pay_1', title: 'A pack', tags: {}, returnUrl: 'https://app.example.com/back' };
const isUp = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/steady-stripe-`);
  machine = await startLocalAws(folder, await virtualEnvironment(`${ROOT}.local`), 0);
  Object.assign(process.env, awsSettings(machine.endpoint), { GATEWAYS: gatewaysOf(stages.local) });
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
  at = { api: `http://127.0.0.1:${(api.address() as AddressInfo).port}` };
});
beforeEach(async () => {
  told.length = 0;
  const Names = NAMES.map((name) => `${process.env['GATEWAYS']}/${name}`);
  await new SSMClient().send(new DeleteParametersCommand({ Names }));
});
afterAll(async () => {
  api.close();
  await machine.stop();
  await rm(folder, { recursive: true, force: true });
});

it('starts a fake of Stripe that our functions find, and that tells our webhook what they believe', async () => {
  const { fakes, stop } = await startGateways(aws(true), at);
  const made = await (await stripe()).accounts!.create({ id: 'per_1', country: 'DE' });
  if (made.kind !== 'answer') throw new Error('it did not answer');
  await (await stripe()).payers!.create({ id: 'per_1' });
  await happens(fakes.stripe, `accounts/${made.value.ref}/onboard`);
  await happens(fakes.stripe, 'webhooks/settled');
  const hear = stripeNotices(async () => (await settingsOf('stripe')).secrets);
  const heard = told.map(({ body, headers }) => hear(body, headers, new Date()));
  expect(await Promise.all(heard)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'customer.created' }), // signed with one secret,
      expect.objectContaining({ about: 'account', accountRef: made.value.ref }), // and with the other
    ]),
  );
  expect(new Set(told.map(({ path }) => path))).toEqual(new Set(['/v1/webhooks/stripe']));
  await stop();
  expect(await Promise.all(NAMES.map((name) => isUp(`${fakes[name]}/fake/clock`)))).toEqual([false, false, false]);
});

it('and one of PayPal, whose certificate lies where it is, and one of Kaspi, which tells nobody', async () => {
  const { fakes, stop } = await startGateways(aws(true), at);
  const [order, qr] = [await begun('paypal', 'EUR'), await begun('kaspi', 'KZT')];
  await happens(fakes.paypal, `orders/${order}/approve`);
  await happens(fakes.kaspi, `payments/${qr}`, { does: 'pays' });
  await vi.waitFor(() => expect(told).toHaveLength(1));
  const { webhookId, certificates } = await settingsOf('paypal');
  const hear = paypalNotices({
    webhookId: () => webhookId,
    fetchCertificate: (url) => certificateFrom(url, certificates),
  });
  const [{ path, body, headers }] = told as [(typeof told)[0]];
  expect([path, await hear(body, headers, new Date())]).toMatchObject([
    '/v1/webhooks/paypal',
    { about: 'payment', ref: order, ourId: 'pay_1' },
  ]);
  const paid = await (await gateway('kaspi')).payments.read(qr);
  expect(paid).toMatchObject({ value: { status: 'succeeded', receivedMinor: 10_000 } });
  await stop();
});

it.each([
  [true, 'ends with it', 'refusal'],
  [false, 'was there before', 'answer'],
])('forgets what the local AWS forgets (%s: it %s)', async (isOurs, _, kind) => {
  const first = await startGateways(aws(isOurs), at);
  const made = await (await stripe()).accounts!.create({ id: 'per_1', country: 'DE' });
  if (made.kind !== 'answer') throw new Error('it did not answer');
  const [order, qr] = [await begun('paypal', 'EUR'), await begun('kaspi', 'KZT')];
  await happens(first.fakes.kaspi, `payments/${qr}`, { does: 'pays' });
  const settings = () => Promise.all(NAMES.map((name) => settingsOf(name)));
  const before = await settings();
  await first.stop();
  const second = await startGateways(aws(isOurs), at);
  expect(second.fakes).toEqual(first.fakes);
  const read = [
    await (await stripe()).accounts!.read(made.value.ref),
    await (await gateway('paypal')).payments.read(order),
    await (await gateway('kaspi')).payments.read(qr),
  ];
  expect(read.map((said) => said.kind)).toEqual([kind, kind, kind]);
  expect(await settings()).toEqual(before);
  await second.stop();
});

it('ends with whoever started it, even one that had no time to say so', async () => {
  const starter = `import { startGateways } from '${ROOT}bin/machine/gateways.ts';
    const aws = { endpoint: '${machine.endpoint}', folder: '${machine.folder}', isOurs: true };
    console.log((await startGateways(aws, { api: '${at.api}' })).fakes.stripe);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', starter], { cwd: ROOT });
  const [said = ''] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const fake = String(said).trim();
  expect(await isUp(fake)).toBe(true);
  child.kill('SIGKILL');
  await vi.waitFor(async () => expect(await isUp(fake)).toBe(false), { timeout: 5_000 });
});

it('with a key of one’s own, starts no fake of Stripe', async () => {
  const own = { key: 'sk_test_a', secrets: ['whsec_b'] };
  const { fakes, stop } = await startGateways(aws(true), at, own);
  forgetSettings();
  expect([Object.keys(fakes), await settingsOf('stripe')]).toEqual([['paypal', 'kaspi'], own]);
  await stop();
});

it('takes a test key of one’s own, and no other', () => {
  const own = (STRIPE_TEST_KEY?: string, STRIPE_WEBHOOK_SECRET?: string) =>
    ownKey({ STRIPE_TEST_KEY, STRIPE_WEBHOOK_SECRET });
  expect(own()).toBeUndefined();
  expect(own('sk_test_a', 'whsec_b')).toEqual({ key: 'sk_test_a', secrets: ['whsec_b'] });
  expect(() => own('sk_live_a', 'whsec_b')).toThrow('no key of Stripe’s test mode');
  expect(() => own('sk_test_a')).toThrow('needs STRIPE_WEBHOOK_SECRET');
});

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
import { forgetSettings, settingsOf } from '#shared/gateways/settings';
import { stripeNotices } from '#shared/gateways/stripe/notice';
import { awsSettings, ROOT } from '../../bin/machine/environment.ts';
import { type LocalAws, startLocalAws } from '../../bin/machine/local-aws.ts';
import { virtualEnvironment } from '../../bin/machine/python.ts';
import { ownKey, startStripe } from '../../bin/machine/stripe.ts';
import { gatewaysOf, stages } from '../../lib/stages.ts';

/** What our webhook was told. */
const told: { path: string; body: string; signature: string }[] = [];
const api = createServer(async (request, response) => {
  told.push({
    path: request.url ?? '',
    body: await text(request),
    signature: String(request.headers['stripe-signature']),
  });
  response.end();
});
let folder: string;
let machine: LocalAws;
let at: { readonly api: string };
const aws = (isOurs: boolean): LocalAws => ({ ...machine, isOurs });
const stripe = () => {
  forgetSettings();
  return gatewayOf('stripe');
};
const happens = async (fake: string, what: string) => {
  const said = await fetch(`${fake}/fake/${what}`, { method: 'POST', body: '{}' });
  return said.json();
};
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
  await new SSMClient().send(new DeleteParametersCommand({ Names: [`${process.env['GATEWAYS']}/stripe`] }));
});
afterAll(async () => {
  api.close();
  await machine.stop();
  await rm(folder, { recursive: true, force: true });
});

it('starts a fake that our functions find, and that tells our webhook what they believe', async () => {
  const { fake, stop } = await startStripe(aws(true), at);
  const made = await (await stripe()).accounts!.create({ id: 'per_1', country: 'DE' });
  if (made.kind !== 'answer') throw new Error('it did not answer');
  await (await stripe()).payers!.create({ id: 'per_1' });
  await happens(fake!, `accounts/${made.value.ref}/onboard`);
  await happens(fake!, 'webhooks/settled');
  const hear = stripeNotices(async () => (await settingsOf('stripe')).secrets);
  const heard = told.map(({ body, signature }) => hear(body, { 'stripe-signature': signature }, new Date()));
  expect(await Promise.all(heard)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'customer.created' }), // signed with one secret,
      expect.objectContaining({ about: 'account', accountRef: made.value.ref }), // and with the other
    ]),
  );
  expect(new Set(told.map(({ path }) => path))).toEqual(new Set(['/v1/webhooks/stripe']));
  await stop();
  expect(await isUp(fake!)).toBe(false);
});

it.each([
  [true, 'ends with it', 'refusal'],
  [false, 'was there before', 'answer'],
])('forgets what the local AWS forgets (%s: it %s)', async (isOurs, _, kind) => {
  const first = await startStripe(aws(isOurs), at);
  const made = await (await stripe()).accounts!.create({ id: 'per_1', country: 'DE' });
  if (made.kind !== 'answer') throw new Error('it did not answer');
  const { secrets } = await settingsOf('stripe');
  await first.stop();
  const second = await startStripe(aws(isOurs), at);
  expect(second.fake).toBe(first.fake);
  const read = await (await stripe()).accounts!.read(made.value.ref);
  expect(read.kind).toBe(kind);
  expect((await settingsOf('stripe')).secrets).toEqual(secrets);
  await second.stop();
});

it('ends with whoever started it, even one that had no time to say so', async () => {
  const starter = `import { startStripe } from '${ROOT}bin/machine/stripe.ts';
    const aws = { endpoint: '${machine.endpoint}', folder: '${machine.folder}', isOurs: true };
    console.log((await startStripe(aws, { api: '${at.api}' })).fake);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', starter], { cwd: ROOT });
  const [said = ''] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const fake = String(said).trim();
  expect(await isUp(fake)).toBe(true);
  child.kill('SIGKILL');
  await vi.waitFor(async () => expect(await isUp(fake)).toBe(false), { timeout: 5_000 });
});

it('with a key of one’s own, starts no fake', async () => {
  const own = { key: 'sk_test_a', secrets: ['whsec_b'] };
  const { fake } = await startStripe(aws(true), at, own);
  forgetSettings();
  expect([fake, await settingsOf('stripe')]).toEqual([undefined, own]);
});

it('takes a test key of one’s own, and no other', () => {
  const own = (STRIPE_TEST_KEY?: string, STRIPE_WEBHOOK_SECRET?: string) =>
    ownKey({ STRIPE_TEST_KEY, STRIPE_WEBHOOK_SECRET });
  expect(own()).toBeUndefined();
  expect(own('sk_test_a', 'whsec_b')).toEqual({ key: 'sk_test_a', secrets: ['whsec_b'] });
  expect(() => own('sk_live_a', 'whsec_b')).toThrow('no key of Stripe’s test mode');
  expect(() => own('sk_test_a')).toThrow('needs STRIPE_WEBHOOK_SECRET');
});

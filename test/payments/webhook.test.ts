import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toSettle } from '#lambdas/payments/events';
import { handler as hearStripe } from '#lambdas/payments/hear-stripe';
import { options } from '../../bin/bundle.ts';
import { raised } from '../kit/index.ts';
import * as act from './acts.ts';
import { events, SECRET, settle, signed, tell, tellByBus, tellRaw, trusting } from './stripe.ts';

beforeEach(act.everybody);
afterEach(() => void vi.useRealTimers());

/** What a payment's beginning made Stripe tell. */
const told = async () => {
  await act.begun();
  return events.find(({ type }) => type === 'payment_intent.created')!;
};

it('hears a thing once, however often it is told, and says thank you each time', async () => {
  const event = await told();
  expect(await Promise.all([tell(event), tell(event), tell(event)])).toEqual([200, 200, 200]);
  expect(await raised(toSettle)).toMatchObject([
    { gateway: 'stripe', about: 'payment', ref: expect.stringMatching(/^pi_/) },
  ]);
});

it('hears over its own bus what it hears by its webhook, and both are one', async () => {
  const id = await act.paid();
  const event = events.find(({ type }) => type === 'payment_intent.succeeded')!;
  const before = (await raised(toSettle)).length;
  await tellByBus(event);
  expect(await tell(event)).toBe(200);
  await tellByBus(event);
  expect(await raised(toSettle)).toHaveLength(before + 1);
  await settle();
  expect(await act.standing(id)).toMatchObject({ status: 'succeeded', booked: ['fee-known', 'paid'], left: [5] });
});

it('lets the bus try again what is no event of Stripe’s', async () => {
  await expect(tellByBus({ type: 'nonsense' })).rejects.toThrow('signature');
  expect(await raised(toSettle)).toEqual([]);
});

it('takes nothing for the bus’s that came over the API', async () => {
  const event = await told();
  const request = { requestContext: {}, headers: {}, body: '{}', 'detail-type': event.type, detail: event };
  expect(await hearStripe(request as never, {} as never)).toMatchObject({ statusCode: 400 });
});

it('thanks for what it does not listen to, and raises nothing', async () => {
  expect(await tell({ ...(await told()), id: 'evt_x', type: 'tax.settings.updated' })).toBe(200);
  expect(await raised(toSettle)).toEqual([]);
});

it('refuses what is not signed, not now, or not as it was signed', async () => {
  const { body, signature } = signed(await told());
  const statuses = [
    await tellRaw(body, ''),
    await tellRaw(`${body} `, signature),
    await tellRaw(body, signed({}, -301).signature),
    await tellRaw(
      body,
      signature.replace(/v1=./, (start) => (start.endsWith('0') ? 'v1=1' : 'v1=0')),
    ),
  ];
  expect(statuses).toEqual([400, 400, 400, 400]);
  expect(await raised(toSettle)).toEqual([]);
  expect(await tellRaw(body, signature)).toBe(200);
});

it('refuses a body, time or signature of which one byte is another, whichever', async () => {
  const { body, signature } = signed(await told());
  const otherAt = (text: string, at: number) =>
    text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
  const statuses = new Set<number>();
  for (let at = 0; at < body.length; at += 1) statuses.add(await tellRaw(otherAt(body, at), signature));
  for (let at = 0; at < signature.length; at += 1) statuses.add(await tellRaw(body, otherAt(signature, at)));
  expect([...statuses]).toEqual([400]);
  expect(await raised(toSettle)).toEqual([]);
});

it.each([
  [-301, 400],
  [-299, 200],
  [299, 200],
  [301, 400],
])('of a notice signed %i s from now says %i', async (seconds, status) => {
  const event = await told();
  vi.useFakeTimers({ toFake: ['Date'], now: Math.floor(Date.now() / 1000) * 1000 });
  const { body, signature } = signed(event, seconds);
  expect(await tellRaw(body, signature)).toBe(status);
  expect(await raised(toSettle)).toHaveLength(status === 200 ? 1 : 0);
});

describe('while a secret is replaced', () => {
  const by = async (event: object, ...secrets: string[]) => {
    const { body, signature } = signed(event, 0, secrets);
    return tellRaw(body, signature);
  };
  afterEach(() => trusting(SECRET));

  it('hears by either, by both, and in the end by the new one alone', async () => {
    const event = await told();
    await trusting(SECRET, 'whsec_new');
    expect([await by(event, SECRET), await by(event, 'whsec_new'), await by(event, SECRET, 'whsec_new')]).toEqual([
      200, 200, 200,
    ]);
    expect(await by(event, 'whsec_other')).toBe(400);
    await trusting('whsec_new');
    expect([await by(event, SECRET), await by(event, SECRET, 'whsec_new')]).toEqual([400, 200]);
    expect(await raised(toSettle)).toHaveLength(1);
  });
});

it('carries nothing of Stripe’s package: whoever only listens starts sooner', async () => {
  const bundled = async (entry: string) => {
    const { metafile } = await build({
      ...options,
      entryPoints: [`lambdas/payments/${entry}.ts`],
      write: false,
      metafile: true,
      outdir: 'out',
    });
    expect(Object.keys(metafile.inputs).filter((file) => file.includes('node_modules/stripe/'))).toEqual([]);
    return Object.values(metafile.outputs)
      .flatMap(({ imports }) => imports)
      .some(({ path }) => path === './shared/gateways/stripe/gateway.mjs');
  };
  expect(await bundled('create-payment')).toBe(true);
  for (const entry of ['hear-stripe', 'hear-paypal', 'hear-kaspi', 'get-payment'])
    expect(await bundled(entry)).toBe(false);
});

import { createHmac, randomUUID } from 'node:crypto';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { APIGatewayProxyEventV2, Context, EventBridgeEvent } from 'aws-lambda';
import { afterAll } from 'vitest';
import { billSeen, toLook } from '#lambdas/membership/events';
import { handler as onToLook } from '#lambdas/membership/on-to-look';
import { handler as onToSettleSubscription } from '#lambdas/membership/on-to-settle-subscription';
import { toSettle } from '#lambdas/payments/events';
import { handler as hearStripe } from '#lambdas/payments/hear-stripe';
import { handler as onBillSeen } from '#lambdas/payments/on-bill-seen';
import { handler as onProviderToSettle } from '#lambdas/payments/on-provider-to-settle';
import { handler as onToSettle } from '#lambdas/payments/on-to-settle';
import { handler as onToSettleBill } from '#lambdas/payments/on-to-settle-bill';
import type { Consumer } from '#shared/events/consumer';
import type { Raised } from '#shared/events/event';
import { forgetSettings } from '#shared/gateways/settings';
import { openStripe } from '#shared/gateways/stripe/open';
import type { Route } from '#shared/http/route';
import type { webhook } from '#shared/http/webhook';
import { forgetKeys } from '#shared/table/seal';
import { startStripeFake } from '../../fakes/stripe/server.ts';
import { deliver } from '../kit/index.ts';
import { within } from '../kit/needs.ts';
import { rows } from '../kit/tables.ts';

/* A Stripe to play with: the fake, and what the stage knows it by. */

export const SECRET = 'whsec_of_a_test';
type Fake = Awaited<ReturnType<typeof startStripeFake>>;

/** Every event that it told, in the order in which things happened. */
export const events: { id: string; type: string }[] = [];
let begun: Promise<Fake> | undefined;

async function begin(): Promise<Fake> {
  const fake = await startStripeFake({ onEvent: (event) => void events.push(event as never) });
  process.env['GATEWAYS'] = `/steady/test-${randomUUID()}/gateways`;
  await knownBy('sk_test_x', fake.url);
  return fake;
}

/** What the stage knows a gateway by. */
export async function knows(gateway: string, settings: object): Promise<void> {
  const Name = `${process.env['GATEWAYS']}/${gateway}`;
  const Value = JSON.stringify(settings);
  await new SSMClient().send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
  forgetSettings();
}

/** With which key the stage asks it. */
const knownBy = (key: string, host: string, secrets: readonly string[] = [SECRET]) =>
  knows('stripe', { key, secrets, host });

/** While it refuses whatever we ask, since it does not know our key. */
export async function refusing(act: () => Promise<void>): Promise<void> {
  const { url } = await stripeFake();
  await knownBy('sk_unknown', url);
  await act().finally(() => knownBy('sk_test_x', url));
}

/** By which secrets the stage knows from here on what is Stripe's. */
export const trusting = async (...secrets: string[]) => knownBy('sk_test_x', (await stripeFake()).url, secrets);

/** The fake of this test file, from when it is first asked for. */
const stripeFake = () => (begun ??= begin());
/** All that it has, and nobody else need know of. */
export const worldOf = async () => (await stripeFake()).world;
/** The same, asked as our own code asks it. */
export const stripe = async () => {
  await stripeFake();
  return openStripe();
};
afterAll(async () => (await begun)?.close());

/** As Stripe signs what it tells, so many seconds from now. */
export function signed(event: object, seconds = 0, secrets: readonly string[] = [SECRET]) {
  const body = JSON.stringify(event);
  const time = Math.floor(Date.now() / 1000) + seconds;
  const digest = (secret: string) => createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return { body, signature: [`t=${time}`, ...secrets.map((secret) => `v1=${digest(secret)}`)].join(',') };
}

type Hearing = ReturnType<typeof webhook<Route>>;

/** As the HTTP API hands it over. Says the status. */
export async function heardBy(hear: Hearing, body: string, headers: Record<string, string>): Promise<number> {
  const request = { body, headers, isBase64Encoded: false, requestContext: {} };
  const { statusCode } = await within({ kind: 'route', contract: hear.route }, async () =>
    hear(request as unknown as APIGatewayProxyEventV2, {} as Context),
  );
  return Number(statusCode);
}

export const tellRaw = (body: string, signature: string) =>
  heardBy(hearStripe, body, { 'stripe-signature': signature });

/** As Stripe's own bus delivers it. */
export async function tellByBus(event: { readonly type: string }): Promise<void> {
  const delivery = { 'detail-type': event.type, source: 'aws.partner/stripe.com/fake', detail: event };
  await within({ kind: 'route', contract: hearStripe.route }, async () =>
    hearStripe(delivery as unknown as EventBridgeEvent<string, unknown>, {} as Context),
  );
}

export function tell(event: object): Promise<number> {
  const { body, signature } = signed(event);
  return tellRaw(body, signature);
}

/** What happens in the world beside our own calls: a payer pays, a bank disputes, somebody gives back by hand. */
export async function happens(what: string, body: object = {}): Promise<any> {
  const { url } = await stripeFake();
  const said = await fetch(`${url}/fake/${what}`, { method: 'POST', body: JSON.stringify(body) });
  if (!said.ok) throw new Error(`${what}: ${await said.text()}`);
  return said.json();
}

/** What time it is there. */
export async function stripeNow(): Promise<string> {
  const { url } = await stripeFake();
  const { now } = (await (await fetch(`${url}/fake/clock`)).json()) as { now: string };
  return now;
}

/** From here on we are on another machine, with nothing in memory. */
export function elsewhere(): void {
  forgetKeys();
  forgetSettings();
}

const LISTENERS: Readonly<Record<string, readonly Consumer[]>> = {
  [toSettle.name]: [onToSettle, onProviderToSettle, onToSettleBill, onToSettleSubscription],
  [toLook.name]: [onToLook],
  [billSeen.name]: [onBillSeen],
};
const heard = new Map<string, Raised>();

/** As relay and bus do: what waits to be settled is settled, until nothing is left. */
export async function settle(): Promise<void> {
  for (;;) {
    const waiting = (await rows()).filter(({ event, sk }) => event in LISTENERS && !heard.has(sk));
    if (waiting.length === 0) return;
    for (const { event, data, sk } of waiting) {
      heard.set(sk, { event, data: data.data });
      for (const listener of LISTENERS[event]!) {
        elsewhere();
        await deliver(listener, heard.get(sk)!);
      }
    }
  }
}

/** The bus delivers once more whatever it has delivered before. */
export async function again(): Promise<void> {
  for (const one of heard.values()) for (const listener of LISTENERS[one.event]!) await deliver(listener, one);
}
export const forget = () => {
  heard.clear();
  events.length = 0;
};

import { createHmac } from 'node:crypto';
import { handler as hearKaspi } from '#lambdas/payments/hear-kaspi';
import { handler as setKaspiTill } from '#lambdas/payments/set-kaspi-till';
import { forgetSettings } from '#shared/gateways/settings';
import { startKaspiFake } from '../../fakes/kaspi/server.ts';
import { closing } from '../gateways/closing.ts';
import { call, coach } from '../kit/index.ts';
import * as act from './acts.ts';
import { offered } from './examples.ts';
import { heardBy, knows, stripe } from './stripe.ts';

/* A Kaspi to play with, for as long as one test, and a coach who takes it. */

export const KZT = { amountMinor: 500_000, currency: 'KZT' };
const SECRET = 'of_an_intermediary';

export const till = (body: object, as = 'coa_1') => call(setKaspiTill, { as: coach(as), body });

/** Taken by a coach; by the platform itself, where the stage knows a till of its own. */
export async function kaspi(takes: object = { deviceToken: 'fake-till' }, ofTheStage: object = {}) {
  await stripe();
  const fake = await startKaspiFake({ real: () => Date.now() });
  closing.push(fake.close);
  await knows('kaspi', { host: fake.host, mode: 'webhook', secrets: [SECRET], ...ofTheStage });
  await till(takes);
  await offered('coa_1', { id: 'pck_kzt', price: KZT });

  const world = async (path: string, body: object) => {
    const said = await fetch(`${fake.url}/fake/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!said.ok) throw new Error(`${path}: ${said.status}`);
  };
  /** With their phone. */
  const payer = async (id: string, does: 'looks' | 'pays' | 'declines') =>
    world(`payments/${await act.refOf(id)}`, { does });
  const lose = (route: string) => world('lose', { call: route });
  const begin = (more: object = {}, key?: string) =>
    act.begin({ subject: { kind: 'pack', id: 'pck_kzt' }, gateway: 'kaspi', amount: KZT, ...more }, key);
  const begun = async (): Promise<string> => (await begin()).body.payment.id;
  const paid = async () => {
    const id = await begun();
    await payer(id, 'pays');
    return id;
  };
  /** As their own phone can: we hear nothing of it. */
  const giveBackByHand = async (id: string, tenge: number) => {
    const body = JSON.stringify({ DeviceToken: 'fake-till', QrPaymentId: Number(await act.refOf(id)), Amount: tenge });
    await fetch(`${fake.host}/payment/return`, { method: 'POST', body });
  };
  return { payer, lose, begin, begun, paid, giveBackByHand };
}

/** As the intermediary tells: of which payment of theirs, and which of ours. */
export function notice(ref: string, ours: string, { event = 'invoice.status_changed', secret = SECRET } = {}) {
  const invoice = { id: ref, external_order_id: ours, status: 'paid' };
  const body = JSON.stringify({ event, invoice, timestamp: '2026-01-05T09:00:00Z' });
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  forgetSettings(); // whoever hears is another machine
  return heardBy(hearKaspi, body, { 'x-webhook-signature': signature });
}

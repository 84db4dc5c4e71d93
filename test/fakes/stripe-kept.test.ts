import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { stripeGateway } from '#shared/gateways/stripe/gateway';
import { startStripeFake } from '../../fakes/stripe/server.ts';
import { value } from '../gateways/answers.ts';

const folder = mkdtempSync(join(tmpdir(), 'fake-'));
afterEach(() => rmSync(folder, { recursive: true }));

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });

it('knows again at its next start what it knew, its clock and its keys too', async () => {
  const keptIn = join(folder, 'stripe.jsonl');
  let real = Date.now();
  const first = await startStripeFake({ keptIn, real: () => (real += 700) });
  const before = stripeGateway({ key: 'sk_test_secret', host: first.url });
  const world = (path: string, body: unknown = {}) =>
    fetch(`${first.url}/fake/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const price = { id: 'prc_1', planId: 'pln_1', title: 'Premium', price: usd(2000), every: 'month' } as const;
  const { ref: priceRef } = value(await before.subscriptions.offer(price));
  const { ref: payerRef } = value(await before.payers.create({ id: 'per_1' }));
  const urls = { successUrl: 'https://app.example.com/', cancelUrl: 'https://app.example.com/' };
  const { ref: checkout } = value(
    await before.subscriptions.checkout({ id: 'chk_1', payerRef, priceRef, tags: {}, ...urls }),
  );
  await world(`checkouts/${checkout}/pay`, { card: 'pm_card_visa' });
  const payment = { id: 'pay_1', amount: usd(5000), title: 'A session', tags: {} };
  const paid = value(await before.payments.create(payment));
  await world(`payments/${paid.ref}/pay`, { card: 'pm_card_visa' });
  await world('faults', { route: 'POST /v1/refunds', how: 'answer_lost' });
  await before.refunds.create({ id: 'rfd_1', paymentRef: paid.ref, amount: usd(1000), tags: {} });
  await world('clock', { days: 40 });
  const subscriptions = value(await before.subscriptions.of(payerRef));
  const read = value(await before.payments.read(paid.ref));
  expect([subscriptions[0]!.status, read.refundedMinor]).toEqual(['active', 1000]);
  const events = first.world.all('event');
  await first.close();

  real += 3_600_000;
  const again = await startStripeFake({ keptIn, real: () => real });
  const after = stripeGateway({ key: 'sk_test_secret', host: again.url });
  expect(again.world.all('event')).toEqual(JSON.parse(JSON.stringify(events).replaceAll(first.url, again.url)));
  expect(value(await after.subscriptions.of(payerRef))).toEqual(subscriptions);
  expect(value(await after.payments.read(paid.ref))).toEqual(read);
  expect(again.world.now() - real / 1000).toBeGreaterThan(40 * 86_400 - 5);
  const refund = { id: 'rfd_1', paymentRef: paid.ref, amount: usd(1000), tags: {} };
  await after.refunds.create(refund);
  expect(value(await after.payments.read(paid.ref)).refundedMinor).toBe(2000); // the key is forgotten after a day
  expect(readFileSync(keptIn, 'utf8')).not.toContain('sk_test_secret');
  await again.close();
});

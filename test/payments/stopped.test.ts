import { beforeEach, expect, it } from 'vitest';
import { handler as create } from '#lambdas/payments/create-payment';
import { SHARDS } from '#lambdas/payments/domain/shards';
import { toSettle } from '#lambdas/payments/events';
import { handler as onProviderToSettle } from '#lambdas/payments/on-provider-to-settle';
import { handler as onToSettle } from '#lambdas/payments/on-to-settle';
import { payments, payouts, places, sellers, unsettled } from '#lambdas/payments/records';
import { given, raised, stoppedAnywhere } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { PACK } from './made.ts';
import { paypal, RETURN } from './paypal.ts';
import { events, happens, settle, stripe } from './stripe.ts';

/* Whoever looks at a gateway, stopped at each call out, before it and after it took effect; and told again. */

beforeEach(act.everybody);
const AT = '2026-01-01T00:00:00.000Z';
const told = (type: string) => events.filter((event) => event.type === type).length;

it('settles what was paid once, wherever it is stopped', async () => {
  const id = await act.paid();
  const look = toSettle.raise({ gateway: 'stripe', about: 'payment', ref: await act.refOf(id), at: AT });
  expect(await stoppedAnywhere(onToSettle, look)).toBeGreaterThan(8);
  expect(await act.standing(id)).toMatchObject({ status: 'succeeded', booked: ['fee-known', 'paid'], left: [5] });
});

it.each(['paypal', 'cash'])('begins to pay by %s once, wherever it is stopped', async (gateway) => {
  const on = await paypal();
  await on.begin(); // PayPal's token is there
  const before = (await rows()).filter(({ entity }) => entity === payments.name).length;
  const body = { subject: { kind: 'pack', id: 'pck_1' }, gateway, amount: PACK.price, returnUrl: RETURN };
  expect(await stoppedAnywhere(create, { as: act.as, body })).toBeGreaterThan(8);
  expect((await rows()).filter(({ entity }) => entity === payments.name)).toHaveLength(before + 1);
});

it('begins at the gateway, once, what was cut off before', async () => {
  await happens('faults', { route: 'POST /v1/payment_intents', how: 'unheard' });
  await act.begin();
  const id = await waitingId();
  const look = toSettle.raise({ gateway: 'stripe', about: 'payment', id, of: id, at: AT });
  expect(await stoppedAnywhere(onToSettle, look)).toBeGreaterThan(6);
  expect(told('payment_intent.created')).toBe(1);
});

it('gives back once, wherever it is stopped', async () => {
  const id = await act.paid();
  await settle();
  await act.giveBack(id, { amountMinor: 1_000 });
  const [look] = (await raised(toSettle)).filter(({ about }) => about === 'refund');
  expect(await stoppedAnywhere(onToSettle, toSettle.raise(look!))).toBeGreaterThan(8);
  expect(told('refund.created')).toBe(1);
  expect(await act.standing(id)).toMatchObject({ refunds: [{ status: 'done' }] });
});

it('pays out once, wherever it is stopped', async () => {
  await act.paid();
  await happens('clock', { days: 8 });
  const { accounts } = await stripe();
  const made = await accounts!.create({ id: 'coa_1', country: 'US' });
  if (made.kind !== 'answer') throw new Error('the fake does not answer');
  const accountRef = made.value.ref;
  await happens(`accounts/${accountRef}/onboard`);
  const payout = {
    id: 'out_stopped',
    providerId: 'coa_1',
    month: '2026-01',
    gateway: 'stripe',
    accountRef,
    amount: { amountMinor: 5_000, currency: 'USD' },
    nettedMinor: 0,
    status: 'asked',
    at: AT,
  } as const;
  await given(
    sellers.add({ shard: '1', providerId: 'coa_1', since: AT, payoutsEnabled: true, accountRef }),
    payouts.add(payout),
    places.add({ id: payout.id, owner: 'coa_1', at: '2026-01' }),
  );
  const look = toSettle.raise({ gateway: 'stripe', about: 'transfer', id: payout.id, of: payout.id, at: AT });
  expect(await stoppedAnywhere(onProviderToSettle, look)).toBeGreaterThan(6);
  expect(told('transfer.created')).toBe(1);
  expect(await payouts.list({ providerId: 'coa_1' })).toMatchObject([{ status: 'paid' }]);
});

async function waitingId(): Promise<string> {
  const shards = await Promise.all(SHARDS.map((shard) => unsettled.list({ shard })));
  return shards.flat()[0]!.id;
}

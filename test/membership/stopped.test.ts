import { beforeEach, expect, it } from 'vitest';
import { handler as onToSettleSubscription } from '#lambdas/membership/on-to-settle-subscription';
import { memberships } from '#lambdas/membership/records';
import { toSettle } from '#lambdas/payments/events';
import { handler as onToSettleBill } from '#lambdas/payments/on-to-settle-bill';
import { bills } from '#lambdas/payments/records';
import { checked } from '../../bin/check/ledger.ts';
import { stoppedAnywhere } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { stripe, worldOf } from '../payments/stripe.ts';
import { subscribed } from './examples.ts';

/* Whoever looks at a subscription or its bill, stopped at each call out; and told again. */

const AT = '2026-01-01T00:00:00.000Z';
let [nth, personId, ref] = [0, '', ''];
beforeEach(async () => {
  await stripe();
  personId = `cli_stopped${nth++}`; // the gateway outlives a test
  ref = await subscribed(personId);
});

it('opens Premium once', async () => {
  const look = toSettle.raise({ gateway: 'stripe', about: 'subscription', ref, at: AT });
  expect(await stoppedAnywhere(onToSettleSubscription, look)).toBeGreaterThan(8);
  expect(await memberships.get({ personId })).toMatchObject({ plan: 'premium' });
});

it('books a bill once', async () => {
  const bill = (await worldOf()).get('subscription', ref)['latest_invoice'];
  const look = toSettle.raise({ gateway: 'stripe', about: 'bill', ref: bill, at: AT });
  expect(await stoppedAnywhere(onToSettleBill, look)).toBeGreaterThan(8);
  expect(await bills.list({ personId })).toMatchObject([{ ref: bill, total: { amountMinor: 999 } }]);
  expect(checked(await rows()).differences).toEqual([]);
});

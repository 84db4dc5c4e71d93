import { afterEach, expect, it, vi } from 'vitest';
import { handler as listWays } from '#lambdas/payments/list-payment-ways';
import { call } from '../kit/index.ts';
import * as ahead from '../membership/ahead.ts';
import * as act from './acts.ts';
import { offered } from './examples.ts';
import { KZT, kaspi, till } from './kaspi.ts';
import { PACK } from './made.ts';
import { paypal, RETURN } from './paypal.ts';

/* What is listed is taken, and what is not is refused. */

afterEach(() => void vi.useRealTimers());
const ways = async (id: string, kind = 'pack') => (await call(listWays, { as: act.as, query: { kind, id } })).body;
const listed = async (id: string, kind?: string) =>
  (await ways(id, kind)).items.map(({ gateway, byHand }) => (byHand ? `${gateway} by hand` : gateway));

it('lists by what a pack can be paid, as a payment then takes it', async () => {
  await act.everybody();
  await paypal();
  await kaspi();
  await offered('coa_1', { id: 'pck_cheap', price: { amountMinor: 55, currency: 'USD' } });
  expect(await ways('pck_1')).toMatchObject({
    amount: PACK.price,
    items: [
      { gateway: 'stripe', pays: 'in_our_page', byHand: false },
      { gateway: 'paypal', pays: 'redirect', byHand: false },
      { gateway: 'cash', pays: 'in_person', byHand: true },
    ],
  });
  for (const [id, amount] of [
    ['pck_1', PACK.price],
    ['pck_kzt', KZT],
    ['pck_cheap', { amountMinor: 55, currency: 'USD' }],
  ] as const) {
    const taken: string[] = [];
    for (const gateway of ['stripe', 'paypal', 'kaspi', 'cash']) {
      const begun = await act.begin(
        { subject: { kind: 'pack', id }, gateway, amount, returnUrl: RETURN },
        `${id}${gateway}`,
      );
      if (begun.status === 201) taken.push(gateway);
    }
    expect(
      (await ways(id)).items.map(({ gateway }) => gateway),
      id,
    ).toEqual(taken);
  }
});

it('lists Kaspi by what its provider takes it', async () => {
  await act.everybody();
  await kaspi();
  expect(await listed('pck_kzt')).toContain('kaspi');
  await till({ printedQr: 'https://pay.example.com/qr' });
  expect(await listed('pck_kzt')).toContain('kaspi by hand');
  await till({});
  expect(await listed('pck_kzt')).not.toContain('kaspi');
});

it('lists for Premium that is paid ahead only who cannot subscribe, and nothing for what is not there', async () => {
  await ahead.begins();
  expect(await listed('prc_month', 'membership')).toEqual(['kaspi']);
  expect(await call(listWays, { as: act.as, query: { kind: 'pack', id: 'pck_none' } })).toMatchObject({ status: 404 });
});

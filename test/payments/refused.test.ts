import { beforeEach, expect, it } from 'vitest';
import { handler as setPlanPrice } from '#lambdas/membership/set-plan-price';
import { handler as confirm } from '#lambdas/payments/confirm-payment';
import { handler as markPaid } from '#lambdas/payments/mark-paid';
import { handler as offerPack } from '#lambdas/payments/offer-pack';
import { handler as refund } from '#lambdas/payments/refund-payment';
import { admin, call, client, coach, enrolled } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { offered } from './examples.ts';
import { PACK } from './made.ts';
import { events, settle } from './stripe.ts';

/* What is asked wrongly, one thing after the other: nothing moves, neither here nor at the gateway. */

let [unpaid, paid, inPerson] = ['', '', ''];
beforeEach(async () => {
  await act.everybody();
  await enrolled('cli_2', { roles: ['client'] });
  await offered('coa_1', { id: 'pck_cheap', price: { amountMinor: 30, currency: 'USD' } });
  await offered('coa_1', { id: 'pck_sek', price: { amountMinor: 90_000, currency: 'SEK' } });
  await offered('coa_1', { id: 'pck_gone', status: 'withdrawn' });
  [unpaid, paid] = [await act.begun(), await act.paid()];
  await settle();
  inPerson = (await act.begin({ gateway: 'cash' })).body.payment.id;
  await call(markPaid, { as: coach('coa_1'), key: 'm', params: { id: inPerson } });
});

type Said = Promise<{ status?: number | undefined; body: unknown }>;
type Case = [what: string, ask: () => Said, status: number, field: string | undefined];

const price = (more: object) => ({ ...PACK.price, ...more });
const pays = (more: object): Said => act.begin({ amount: price(more) });
const sells = (more: object): Said => {
  const body = { title: 'A pack', credits: 5, validDays: 90, refundTiers: [], price: price(more) };
  return call(offerPack, { as: coach('coa_1'), key: 'o', body });
};
const plan = (more: object): Said => {
  const body = { plan: 'premium', every: 'month', trialDays: 0, price: price(more) };
  return call(setPlanPrice, { as: admin('adm_1'), key: 'p', body });
};
const [other, key] = [client('cli_2'), 'k'];

const AMOUNTS: readonly [string, object][] = [
  ['less than nothing', { amountMinor: -1 }],
  ['a fraction', { amountMinor: 0.5 }],
  ['nothing', { amountMinor: 0 }],
  ['a number as text', { amountMinor: '10000' }],
  ['more than any number', { amountMinor: 1e300 }],
  ['a currency that is none', { currency: 'XXY' }],
  ['a currency in small letters', { currency: 'usd' }],
];
const PRICES: readonly [string, object][] = [
  ...AMOUNTS,
  ['less than the least', { amountMinor: 49 }],
  ['more than the most', { amountMinor: 100_000_000 }],
  ['a third decimal', { amountMinor: 5125, currency: 'KWD' }],
  ['a currency that the gateway lacks', { currency: 'CLF' }],
];

const CASES: readonly Case[] = [
  ...AMOUNTS.map(([what, more]): Case => [`a payment of ${what}`, () => pays(more), 4, 'amount']),
  ['a payment in another currency', () => pays({ currency: 'EUR' }), 409, 'amount'],
  ['a payment of a cent less', () => pays({ amountMinor: 9_999 }), 409, 'amount'],
  ['a payment of a cent more', () => pays({ amountMinor: 10_001 }), 409, 'amount'],
  [
    'a payment below the least',
    () => act.begin({ subject: { kind: 'pack', id: 'pck_cheap' }, amount: price({ amountMinor: 30 }) }),
    422,
    'amount',
  ],
  [
    'a payment in a currency without a schedule',
    () =>
      act.begin({ subject: { kind: 'pack', id: 'pck_sek' }, amount: price({ amountMinor: 90_000, currency: 'SEK' }) }),
    422,
    'gateway',
  ],
  ['a payment for what is not there', () => act.begin({ subject: { kind: 'pack', id: 'pck_x' } }), 404, undefined],
  ['a payment for what is withdrawn', () => act.begin({ subject: { kind: 'pack', id: 'pck_gone' } }), 404, undefined],
  ...PRICES.map(([what, more]): Case => [`a pack for ${what}`, () => sells(more), 422, 'price']),
  ['a pack in a currency without a schedule', () => sells({ amountMinor: 90_000, currency: 'SEK' }), 422, 'price'],
  ...PRICES.map(([what, more]): Case => [`a membership for ${what}`, () => plan(more), 422, 'price']),
  ...[-1, 0, 0.5, 1e300, '5000'].map(
    (amountMinor): Case => [
      `a refund of ${amountMinor}`,
      () => act.giveBack(paid, { amountMinor }),
      422,
      'amountMinor',
    ],
  ),
  ['a refund of a cent too much', () => act.giveBack(paid, { amountMinor: 10_001 }), 422, 'amountMinor'],
  ['a refund of what was not paid', () => act.giveBack(unpaid), 409, undefined],
  ['a refund of what is not there', () => act.giveBack('pay_x'), 404, undefined],
  ['a refund of another’s payment', () => call(refund, { as: other, key, params: { id: paid } }), 404, undefined],
  ['one’s own refund of what was not paid', () => act.haveBack(unpaid), 409, undefined],
  [
    'a confirmation of another’s payment',
    () => call(confirm, { as: other, key, params: { id: unpaid }, body: { instrument: 'pm_card_visa' } }),
    404,
    undefined,
  ],
  ['a paid one, paid again', () => act.pay(paid), 409, undefined],
  ['a paid one, cancelled', () => act.drop(paid), 409, undefined],
  [
    'one paid in person, marked again',
    () => call(markPaid, { as: coach('coa_1'), key, params: { id: inPerson } }),
    409,
    undefined,
  ],
  [
    'one of another provider’s, marked as paid',
    () => call(markPaid, { as: coach('coa_2'), key, params: { id: inPerson } }),
    404,
    undefined,
  ],
];

it('is refused with a problem that names the field, and nothing has moved', async () => {
  const [was, told] = [await rows(), events.length];
  for (const [what, ask, status, field] of CASES) {
    const said = await ask();
    expect.soft(String(said.status), what).toMatch(new RegExp(`^${status}`));
    expect.soft(said.body, what).toMatchObject({ type: expect.stringMatching(/^\/problems\/\w+$/) });
    if (field !== undefined)
      expect.soft(said.body, what).toMatchObject({ errors: [{ field: expect.stringMatching(`^${field}\\b`) }] });
    expect(await rows(), what).toEqual(was);
    expect(events, what).toHaveLength(told);
  }
});

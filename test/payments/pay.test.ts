import { beforeEach, describe, expect, it } from 'vitest';
import { handler as confirm } from '#lambdas/payments/confirm-payment';
import { handler as create } from '#lambdas/payments/create-payment';
import { succeeded } from '#lambdas/payments/events';
import { handler as get } from '#lambdas/payments/get-payment';
import { handler as listHoldings } from '#lambdas/payments/list-holdings';
import { entries } from '#lambdas/payments/records';
import { call, client, enrolled, raised } from '../kit/index.ts';
import { offered } from './examples.ts';
import { balances, PACK } from './made.ts';
import { events, settle, stripe, tell } from './stripe.ts';

const as = client('cli_1');
const body = { subject: { kind: 'pack', id: 'pck_1' }, gateway: 'stripe', amount: PACK.price } as const;
const begin = (key = 'k1', more: object = {}) => call(create, { as, key, body: { ...body, ...more } });
const pay = (id: string, instrument = 'pm_card_visa', key = 'c1') =>
  call(confirm, { as, key, params: { id }, body: { instrument } });
const booked = async (about: string) => entries.list({ about });

beforeEach(async () => {
  await stripe();
  events.length = 0;
  await enrolled('cli_1', { roles: ['client'] });
  await offered('coa_1');
});

describe('to pay', () => {
  it('goes from a record to a charge, to what was bought, and to books that balance', async () => {
    const begun = await begin();
    expect(begun).toMatchObject({ status: 201, body: { payment: { status: 'pending', amount: PACK.price } } });
    const { payment, clientSecret } = begun.body;
    expect(clientSecret).toMatch(/^pi_/);
    expect(await pay(payment.id)).toMatchObject({ status: 200, body: { payment: { status: 'succeeded' } } });
    expect((await call(get, { as, params: { id: payment.id } })).body).toMatchObject({ status: 'pending' });

    for (const event of events) expect(await tell(event)).toBe(200);
    await settle();
    expect((await call(get, { as, params: { id: payment.id } })).body).toMatchObject({ status: 'succeeded' });
    expect((await call(listHoldings, { as })).body.items).toMatchObject([{ credits: 5, left: 5, coachId: 'coa_1' }]);
    expect(await raised(succeeded)).toMatchObject([{ id: payment.id, payerId: 'cli_1', providerId: 'coa_1' }]);
    expect(balances(await booked(payment.id))).toEqual({
      'gateway-clearing USD': 9680,
      'provider-payable USD': -8180,
      'commission USD': -1500,
    });
  });
});

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { handler as markPaid } from '#lambdas/payments/mark-paid';
import { handler as refund } from '#lambdas/payments/refund-payment';
import { call, client, coach, enrolled } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { offered } from './examples.ts';
import { KZT, kaspi } from './kaspi.ts';
import { PACK } from './made.ts';
import { paypal, RETURN } from './paypal.ts';
import { settle } from './stripe.ts';

/* What no gateway may do, asked of each: a clear no that names the field, and nothing has moved. */

interface Way {
  readonly price: { readonly amountMinor: number; readonly currency: string };
  /** The most that is too little there. */
  readonly tooLittle: number;
  /** What its payer must say besides. */
  readonly more?: object;
  /** Begins, pays, and waits until it is settled. */
  readonly paid: () => Promise<string>;
  readonly again: (id: string) => Promise<{ status: number | undefined; body: unknown }>;
}

const mark = (id: string) => call(markPaid, { as: coach('coa_1'), key: randomUUID(), params: { id } });
const seen = async (id: string) => {
  await act.confirmed(id);
  await settle();
  return id;
};

const WAYS: Readonly<Record<string, Way>> = {
  stripe: {
    price: PACK.price,
    tooLittle: 49,
    paid: async () => {
      const id = await act.paid();
      await settle();
      return id;
    },
    again: (id) => act.pay(id),
  },
  paypal: {
    price: PACK.price,
    tooLittle: 59,
    more: { returnUrl: RETURN },
    paid: async () => seen(await (await paypal()).paid()),
    again: act.confirmed,
  },
  kaspi: {
    price: KZT,
    tooLittle: 0,
    paid: async () => seen(await (await kaspi()).paid()),
    again: act.confirmed,
  },
  cash: {
    price: PACK.price,
    tooLittle: 0,
    paid: async () => {
      const { id } = (await act.begin({ gateway: 'cash' })).body.payment;
      await mark(id);
      return id;
    },
    again: mark,
  },
};

beforeEach(act.everybody);

/** What is there that counts: not which request was answered, nor that somebody was active. */
const standing = async () =>
  (await rows()).filter(
    ({ entity, sk, event }) => entity !== undefined && !/^(ONCE|ACTIVE)/.test(sk) && event === undefined,
  );

/** Refused as it says, with nothing moved. */
async function refusedAs(expected: { status: number; code?: string; field?: string }, ask: () => Promise<any>) {
  const before = await standing();
  const { status, body } = await ask();
  expect({ status, type: body.type, fields: body.errors?.map((one: any) => one.field) }).toMatchObject({
    status: expected.status,
    ...(expected.code && { type: `/problems/${expected.code}` }),
    ...(expected.field && { fields: [expected.field] }),
  });
  expect(await standing()).toEqual(before);
}

describe.each(Object.entries(WAYS))('by %s', (gateway, { price, tooLittle, more, paid, again }) => {
  const opened = () => ({ kaspi, paypal })[gateway as 'kaspi' | 'paypal']?.();
  const priced = (amountMinor: number) =>
    offered('coa_1', { id: `pck_at_${amountMinor}`, price: { ...price, amountMinor } });
  const begin = (of: number, amount: object) =>
    act.begin({ subject: { kind: 'pack', id: `pck_at_${of}` }, gateway, amount: { ...price, ...amount }, ...more });

  it.each([
    ['another currency', { currency: 'EUR' }, 409, 'price_changed', 'amount'],
    ['less than nothing', { amountMinor: -1 }, 409, 'price_changed', 'amount'],
    ['a fraction', { amountMinor: 0.5 }, 422, 'invalid', 'amount.amountMinor'],
  ] as const)('%s is not paid', async (_, other, status, code, field) => {
    await opened();
    await priced(price.amountMinor);
    await refusedAs({ status, code, field }, () => begin(price.amountMinor, other));
  });

  it('less than its least is not paid, and its least is', async () => {
    await opened();
    const least = tooLittle + 1;
    await priced(tooLittle);
    await priced(least);
    const little = { amountMinor: tooLittle };
    await refusedAs({ status: 422, code: 'amount_too_small', field: 'amount' }, () => begin(tooLittle, little));
    expect(await begin(least, { amountMinor: least })).toMatchObject({ status: 201 });
  });

  it('what was paid is not paid again', async () => {
    const id = await paid();
    await refusedAs({ status: 409, code: 'already_paid' }, () => again(id));
  });

  it('another’s payment is not given back, nor more than was paid, nor a fraction, nor less than nothing', async () => {
    const id = await paid();
    await enrolled('cli_2', { roles: ['client'] });
    await refusedAs({ status: 404 }, () => call(refund, { as: client('cli_2'), key: 'theirs', params: { id } }));
    const { amountMinor } = price;
    const parts = [
      [amountMinor + 1, 'over_refunded'],
      [0.5, 'invalid'],
      [0, 'invalid'],
      [-1, 'invalid'],
    ] as const;
    for (const [part, code] of parts)
      await refusedAs({ status: 422, code, field: 'amountMinor' }, () => act.giveBack(id, { amountMinor: part }));
  });

  it('what was given back whole is not given back again', async () => {
    const id = await paid();
    await act.giveBack(id);
    await settle();
    await refusedAs({ status: 422, code: 'over_refunded' }, () => act.giveBack(id));
    await refusedAs({ status: 409, code: 'nothing_to_refund' }, () => act.haveBack(id));
  });
});

describe('what a gateway cannot do', () => {
  const usd = { subject: { kind: 'pack', id: 'pck_1' }, amount: PACK.price };
  const kzt = { subject: { kind: 'pack', id: 'pck_kzt' }, amount: KZT };

  it.each([
    ['PayPal, nowhere to come back to', { ...usd, gateway: 'paypal' }, 'returnUrl'],
    ['PayPal, tenge', { ...kzt, gateway: 'paypal', returnUrl: RETURN }, 'gateway'],
    ['Kaspi, dollars', { ...usd, gateway: 'kaspi' }, 'gateway'],
    ['another gateway', { ...usd, gateway: 'other' }, 'gateway'],
  ])('is said early, with the field: %s', async (_, body, field) => {
    await kaspi();
    await paypal();
    await refusedAs({ status: 422, field }, () => act.begin(body));
  });

  it('is said of a payment in our page that names no card', async () => {
    const id = await act.begun();
    await refusedAs({ status: 422, code: 'instrument_missing', field: 'instrument' }, () => act.confirmed(id));
  });

  it('is said of cash that nobody can confirm', async () => {
    const { id } = (await act.begin({ gateway: 'cash' })).body.payment;
    await refusedAs({ status: 422, code: 'not_payable', field: 'gateway' }, () => act.confirmed(id));
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as checkOut } from '#lambdas/membership/check-out-membership';
import { handler as watch } from '#lambdas/membership/every-five-minutes-watch';
import { handler as subscription } from '#lambdas/membership/get-subscription';
import { handler as listCoupons } from '#lambdas/membership/list-coupons';
import { subscriptions } from '#lambdas/membership/records';
import { handler as takeCoupon } from '#lambdas/membership/take-coupon';
import { handler as withdrawCoupon } from '#lambdas/membership/withdraw-coupon';
import { bills } from '#lambdas/payments/records';
import { checked } from '../../bin/check/ledger.ts';
import { admin, call, client, enrolled, stoppedAnywhere, tick } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { happens, settle } from '../payments/stripe.ts';
import {
  act,
  as,
  begins,
  buy,
  change,
  coupon,
  heard,
  member,
  ours,
  passes,
  personId,
  useCoupon,
  WANTED,
} from './members.ts';

/* A coupon takes off what it says, as often as it says, and no more often whoever comes at once. */

beforeEach(begins);
afterEach(() => void vi.useRealTimers());

const all = async () => (await call(listCoupons, { as: admin('adm_1') })).body.items;
const used = async (code: string) => (await all()).find((one) => one.code === code)!.used;
const paid = async () => (await bills.list({ personId })).map(({ total }) => total.amountMinor).sort();
const refused = (type: string) => ({ status: 422, body: { type: `/problems/${type}`, errors: [{ field: 'coupon' }] } });
const off = (amountMinor: number, currency = 'USD') => ({ off: { amount: { amountMinor, currency } } });
/** So long later, nobody having been told of anything. */
async function swept(minutes: number): Promise<void> {
  await happens('clock', { seconds: minutes * 60 });
  await ours();
  await tick(watch, new Date().toISOString());
  await settle();
}

describe('a coupon', () => {
  it('is taken off at the gateway’s page, and shown', async () => {
    await coupon('FIRST', { lasts: 'once' });
    const { body } = await buy({ coupon: ' first ' });
    expect(body).toMatchObject({
      price: { amountMinor: 999 },
      discount: { code: 'FIRST', off: { basisPoints: 2_500 } },
    });
    expect(await used('FIRST')).toBe(1);
    await happens(`checkouts/${body.url.split('/').at(-1)}/pay`, { card: 'pm_card_visa' });
    await heard();
    await passes(32);
    expect(await paid()).toEqual([749, 999]);
    expect(await used('FIRST')).toBe(1);
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('is used for a membership that somebody has, once, and shown wherever it shows', async () => {
    await coupon('LOYAL', off(300));
    await member();
    expect(await useCoupon('LOYAL')).toMatchObject({ status: 200, body: { discount: { code: 'LOYAL' } } });
    await heard();
    expect((await call(subscription, { as: as() })).body).toMatchObject({ discount: { code: 'LOYAL' } });
    expect((await act('pause')).body).toMatchObject({ discount: { code: 'LOYAL' } });
    expect((await act('resume')).body).toMatchObject({ discount: { code: 'LOYAL' } });
    expect(await useCoupon('LOYAL', 'c2')).toMatchObject({
      status: 409,
      body: { type: '/problems/discounted_already' },
    });
    expect((await change('year')).body).toMatchObject({ every: 'year', discount: { code: 'LOYAL' } });
    expect(await used('LOYAL')).toBe(1);
    await heard();
    expect((await subscriptions.get({ personId }))!.asked).toBeUndefined();
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('is not used where it is not good', async () => {
    await coupon('EURO', off(300, 'EUR'));
    await coupon('YEARS', { every: 'year' });
    await coupon('ALMOST', off(990));
    await coupon('SHORT', { until: new Date(Date.now() + 60_000).toISOString() });
    await coupon('GONE');
    await call(withdrawCoupon, { as: admin('adm_1'), params: { code: 'GONE' } });
    vi.setSystemTime(Date.now() + 60_000);
    const all = {
      NONE: 'unknown',
      GONE: 'unknown',
      EURO: 'elsewhere',
      YEARS: 'elsewhere',
      SHORT: 'over',
      ALMOST: 'too_much',
    };
    for (const [code, why] of Object.entries(all))
      expect(await buy({ coupon: code }, code), code).toMatchObject(refused(`coupon_${why}`));
    expect(await buy({ coupon: 'YEARS', every: 'year' }, 'year')).toMatchObject({ status: 201 });
    expect(await coupon('NOTHING', off(0))).toMatchObject({ status: 422, body: { errors: [{ field: 'off' }] } });
    expect(await coupon('EURO', off(1))).toMatchObject({ status: 409 });
  });

  it('is used as often as it says, whoever comes at the same moment', async () => {
    await coupon('THREE', { atMost: 3 });
    const people = Array.from({ length: 7 }, (_, nth) => `${personId}-${nth}`);
    await Promise.all(people.map((id) => enrolled(id, { roles: ['client'] })));
    const ask = (id: string, key: string) =>
      call(checkOut, { as: client(id), key, body: { ...WANTED, coupon: 'THREE' } });
    const answers = await Promise.all(people.map((id) => ask(id, 'a')));
    const later: { status: number | undefined }[] = [];
    for (const id of people) later.push(await ask(id, 'b')); // whoever was outrun asks again
    const got = (some: readonly { status: number | undefined }[]) => some.filter(({ status }) => status === 201).length;
    expect(got(answers)).toBeLessThanOrEqual(3);
    expect(got(later)).toBe(3);
    expect(await used('THREE')).toBe(3);
  });

  it('can be used by another when its checkout is closed unpaid, or gave way to one without it', async () => {
    await coupon('ONE', { atMost: 1 });
    await buy({ coupon: 'ONE' });
    expect(await buy({ coupon: 'ONE' }, 'again')).toMatchObject({ status: 201 });
    const other = `${personId}-other`;
    await enrolled(other, { roles: ['client'] });
    const another = (key: string) => call(checkOut, { as: client(other), key, body: { ...WANTED, coupon: 'ONE' } });
    expect(await another('a')).toMatchObject(refused('coupon_used_up'));
    await buy({}, 'without');
    expect(await used('ONE')).toBe(0);
    expect(await another('b')).toMatchObject({ status: 201 });
    await happens('clock', { seconds: 36 * 60 });
    await ours();
    await heard();
    expect(await used('ONE')).toBe(0);
    expect(await buy({ coupon: 'ONE' }, 'anew')).toMatchObject({ status: 201 });
  });

  it('is given back where the gateway never took it', async () => {
    await coupon('LOST', { atMost: 1 });
    await member();
    await happens('faults', { route: 'POST /v1/subscriptions/{subscription_exposed_id}', how: 'unheard' });
    expect(await useCoupon('LOST')).toMatchObject({ status: 503 });
    expect(await used('LOST')).toBe(1);
    await swept(6);
    expect(await used('LOST')).toBe(0);
    expect((await useCoupon('LOST')).body.discount).toBeUndefined();
    expect(await useCoupon('LOST', 'again')).toMatchObject({ status: 200, body: { discount: { code: 'LOST' } } });
  });

  it('is counted where nobody heard that the gateway took it', async () => {
    await coupon('HEARD', { atMost: 1 });
    await member();
    await happens('faults', { route: 'POST /v1/subscriptions/{subscription_exposed_id}', how: 'answer_lost' });
    expect(await useCoupon('HEARD')).toMatchObject({ status: 503 });
    await swept(6);
    expect(await used('HEARD')).toBe(1);
    expect((await call(subscription, { as: as() })).body).toMatchObject({ discount: { code: 'HEARD' } });
  });

  it('is counted once, wherever a checkout with it is stopped', async () => {
    await coupon('STOPPED');
    await stoppedAnywhere(checkOut, { as: as(), body: { ...WANTED, coupon: 'STOPPED' } });
    expect(await used('STOPPED')).toBe(1);
  });

  it('is counted once, wherever whoever takes it is stopped', async () => {
    await coupon('HAVING');
    await member();
    await stoppedAnywhere(takeCoupon, { as: as(), body: { coupon: 'HAVING' } });
    expect(await used('HAVING')).toBe(1);
  });
});

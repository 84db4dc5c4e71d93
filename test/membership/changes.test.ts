import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as changePeriod } from '#lambdas/membership/change-billing-period';
import { handler as subscription } from '#lambdas/membership/get-subscription';
import { subscriptions } from '#lambdas/membership/records';
import { handler as recognise } from '#lambdas/payments/every-month-recognise';
import { handler as reconcile } from '#lambdas/payments/every-night-reconcile';
import { bills, discrepancies } from '#lambdas/payments/records';
import { checked } from '../../bin/check/ledger.ts';
import { call, stoppedAnywhere, tick } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { events, happens, settle } from '../payments/stripe.ts';
import {
  as,
  begins,
  books,
  change,
  coupon,
  daysFromNow,
  heard,
  member,
  mine,
  passes,
  personId,
  trends,
} from './members.ts';

/* From month to year and back: what was paid and not used stays the member's, and no bill books what was not paid. */

beforeEach(begins);
afterEach(() => void vi.useRealTimers());

const view = async () => (await call(subscription, { as: as() })).body;
const paid = async () => (await bills.list({ personId })).map(({ total }) => total.amountMinor).sort((a, b) => a - b);
const sum = async () => (await paid()).reduce((total, one) => total + one, 0);
/** So much later, with what was told in between, once. */
const months = async (count: number) => {
  events.length = 0;
  await passes(31 * count);
};
const right = async () => {
  const all = await rows();
  expect(checked(all).differences).toEqual([]);
  const everybodys = all.filter(({ entity }) => entity === bills.name).map(({ data }) => data.total.amountMinor);
  const { clearing, fees } = await books();
  expect(clearing + fees).toBe(everybodys.reduce((total, one) => total + one, 0));
};

describe('a change between month and year', () => {
  it('takes the rest of the month off the year, and lasts for it', async () => {
    await member();
    await passes(10);
    expect(await change('year')).toMatchObject({ status: 200, body: { every: 'year', price: { amountMinor: 9_900 } } });
    await heard();
    expect(daysFromNow((await mine()).until)).toBeGreaterThan(365);
    const [first, year] = await paid();
    expect(first).toBe(999);
    expect(year).toBeGreaterThan(9_200);
    expect(year).toBeLessThan(9_300);
    await right();
  });

  it('brings the end nearer where the year becomes a month, and what is left of the year pays the next months', async () => {
    await member('pm_card_visa', { every: 'year' });
    await passes(5);
    expect(daysFromNow((await mine()).until)).toBeGreaterThan(360);
    const changed = await change('month');
    expect(changed).toMatchObject({ status: 200, body: { every: 'month' } });
    expect(daysFromNow(changed.body.paidThrough)).toBeLessThan(32);
    await heard();
    expect(daysFromNow((await mine()).until)).toBeLessThan(40);
    expect(await paid()).toEqual([9_900]);
    await months(3);
    expect(await trends()).toBe(200);
    expect(await paid()).toEqual([9_900]);
    await right();
    await months(8);
    const [part, ...others] = await paid(); // the credit ran out within a month, which was paid in part
    expect(part).toBeLessThan(999);
    expect(others.at(-1)).toBe(9_900);
    await tick(recognise, new Date().toISOString());
    const { deferred, revenue } = await books();
    expect(deferred + revenue).toBe(-(await sum()));
    await right();
  });

  it('holds against the gateway’s own books', async () => {
    await member();
    await passes(3);
    await change('year');
    await heard();
    await change('month');
    await heard();
    await passes(1);
    await tick(reconcile, new Date().toISOString());
    expect(await discrepancies.list({ gateway: 'stripe' })).toEqual([]);
    await right();
  });

  it('that the card does not pay opens nothing more', async () => {
    await member();
    const { until } = await mine();
    const { payerRef } = (await subscriptions.get({ personId }))!;
    await happens(`customers/${payerRef}/card`, { card: 'pm_card_chargeCustomerFail' });
    await change('year');
    await heard();
    expect(await view()).toMatchObject({ status: 'past_due' });
    expect(await mine()).toMatchObject({ until });
    expect(await paid()).toEqual([999]);
  });

  it('is refused to who is billed so already, or has nothing to change', async () => {
    expect(await change('year')).toMatchObject({ status: 409, body: { type: '/problems/no_subscription' } });
    await member();
    expect(await change('month')).toMatchObject({ status: 409, body: { type: '/problems/same_period' } });
    expect(await paid()).toEqual([999]);
  });

  it('credits no more than was paid under a coupon', async () => {
    await coupon('HALFYEAR', { off: { basisPoints: 5_000 } });
    await member('pm_card_visa', { every: 'year', coupon: 'HALFYEAR' });
    expect(await paid()).toEqual([4_950]);
    await change('month');
    await heard();
    await months(11);
    expect(await sum()).toBeGreaterThan(4_950);
    await right();
  });

  it('is made once, wherever it is stopped', async () => {
    await member();
    await passes(3);
    await stoppedAnywhere(changePeriod, { as: as(), body: { every: 'year' } });
    await settle();
    await heard();
    expect(events.filter(({ type }) => type === 'payment_intent.succeeded')).toHaveLength(2);
    expect(await paid()).toHaveLength(2);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as checkOut } from '#lambdas/membership/check-out-membership';
import { membershipChanged, paymentFailing } from '#lambdas/membership/events';
import { handler as subscription } from '#lambdas/membership/get-subscription';
import { handler as grant } from '#lambdas/membership/grant-membership';
import { handler as billing } from '#lambdas/membership/open-billing';
import { subscriptions } from '#lambdas/membership/records';
import { handler as recognise } from '#lambdas/payments/every-month-recognise';
import { bills } from '#lambdas/payments/records';
import { checked } from '../../bin/check/ledger.ts';
import { admin, call, raised, stoppedAnywhere, tick } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { elsewhere, events, happens } from '../payments/stripe.ts';
import {
  act,
  as,
  begins,
  books,
  buy,
  daysFromNow,
  heard,
  member,
  mine,
  passes,
  personId,
  trends,
  WANTED,
} from './members.ts';

beforeEach(begins);
afterEach(() => void vi.useRealTimers());

describe('Premium', () => {
  it('is opened by the gateway’s own word, and by nothing before', async () => {
    const page = await buy();
    expect(page).toMatchObject({ status: 201, body: { url: expect.stringContaining('http') } });
    await heard();
    expect(await trends()).toBe(403);
    await happens(`checkouts/${page.body.url.split('/').at(-1)}/pay`, { card: 'pm_card_visa' });
    expect(await trends()).toBe(403);
    await heard();
    expect(await trends()).toBe(200);
    expect(await mine()).toMatchObject({ plan: 'premium' });
    expect((await call(subscription, { as: as() })).body).toMatchObject({ status: 'active', endsAtPeriodEnd: false });
    expect(await raised(membershipChanged)).toHaveLength(1);
    expect(await buy({}, 'again')).toMatchObject({ status: 409, body: { type: '/problems/subscribed_already' } });
  });

  it('is renewed every month, and ends seven days after a renewal that failed', async () => {
    await member();
    const { until: first } = await mine();
    await passes(32);
    expect((await raised(membershipChanged)).map(({ isNew }) => isNew).sort()).toEqual([false, true]);
    expect(await trends()).toBe(200);
    expect(daysFromNow((await mine()).until) - daysFromNow(first)).toBeGreaterThan(27);
    const { payerRef } = (await subscriptions.get({ personId }))!;
    await happens(`customers/${payerRef}/card`, { card: 'pm_card_chargeCustomerFail' });
    await passes(30);
    expect((await call(subscription, { as: as() })).body).toMatchObject({ status: 'past_due' });
    const told = { personId, until: (await mine()).until };
    expect(await raised(paymentFailing)).toMatchObject([told]);
    expect(await trends()).toBe(200);
    await passes(1);
    expect(await raised(paymentFailing)).toMatchObject([told]);
    await passes(7);
    expect(await trends()).toBe(403);
    expect(await mine()).toMatchObject({ plan: 'basic' });
  });

  it('ends with what is paid for when it is cancelled, unless it is kept after all', async () => {
    await member();
    expect(await act('cancel')).toMatchObject({ status: 200, body: { endsAtPeriodEnd: true } });
    await heard();
    expect(daysFromNow((await mine()).until)).toBeLessThanOrEqual(31);
    await act('keep');
    await heard();
    expect(daysFromNow((await mine()).until)).toBeGreaterThan(34);
    await act('cancel', 'c2');
    await passes(32);
    expect(await trends()).toBe(403);
    expect(await act('keep', 'k2')).toMatchObject({ status: 409, body: { type: '/problems/no_subscription' } });
    expect(await buy({}, 'anew')).toMatchObject({ status: 201 });
  });

  it('rests while it is paused', async () => {
    await member();
    expect(await act('pause')).toMatchObject({ body: { status: 'paused' } });
    await passes(32);
    expect(await trends()).toBe(403);
    expect(await act('resume')).toMatchObject({ body: { status: 'active' } });
  });

  it('is in the books when it is paid, and earned as time goes by', async () => {
    await member();
    const fee = 59; // 2.9 % and 30 cents
    expect(await books()).toEqual({ clearing: 999 - fee, fees: fee, deferred: -999, revenue: 0 });
    await passes(15);
    await tick(recognise, new Date().toISOString());
    const { deferred, revenue } = await books();
    expect(deferred + revenue).toBe(-999);
    expect(revenue).toBeLessThan(-450);
    expect(revenue).toBeGreaterThan(-550);
    await passes(32);
    await tick(recognise, new Date().toISOString());
    expect(await bills.list({ personId })).toMatchObject([{ feeMinor: fee }, { feeMinor: fee }]);
    expect((await books()).revenue).toBeLessThan(-999);
    expect(checked(await rows()).differences).toEqual([]);
  });

  it('is not bought at a price that is not there', async () => {
    expect(await buy({ currency: 'EUR' })).toMatchObject({ status: 422, body: { errors: [{ field: 'currency' }] } });
  });

  it('keeps what an admin gave for longer', async () => {
    const body = { personId, plan: 'premium', until: '2099-01-01T00:00:00.000Z' };
    await call(grant, { as: admin('adm_1'), key: 'g', body });
    await member();
    expect(await mine()).toMatchObject({ until: body.until });
  });

  it('shows the gateway’s page of bills and cards', async () => {
    const query = { returnUrl: 'https://app.example.com/me' };
    expect(await call(billing, { as: as(), query })).toMatchObject({ status: 409 });
    await member();
    elsewhere();
    expect(await call(billing, { as: as(), query })).toMatchObject({ body: { url: expect.stringContaining('http') } });
  });

  it('is bought once, wherever a checkout is stopped', async () => {
    expect(await stoppedAnywhere(checkOut, { as: as(), body: WANTED })).toBeGreaterThan(8);
    expect(events.filter(({ type }) => type === 'customer.created')).toHaveLength(1);
  });
});

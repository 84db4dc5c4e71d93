import { expect, vi } from 'vitest';
import { handler as getTrends } from '#lambdas/cessation/get-trends';
import { handler as changePeriod } from '#lambdas/membership/change-billing-period';
import { handler as changeSubscription } from '#lambdas/membership/change-subscription';
import { handler as checkOut } from '#lambdas/membership/check-out-membership';
import { handler as getMembership } from '#lambdas/membership/get-membership';
import { handler as makeCoupon } from '#lambdas/membership/make-coupon';
import { handler as setPrice } from '#lambdas/membership/set-plan-price';
import { handler as takeCoupon } from '#lambdas/membership/take-coupon';
import type { Account } from '#lambdas/payments/ledger-schemas';
import { lines } from '#lambdas/payments/records';
import { admin, call, client, enrolled } from '../kit/index.ts';
import { events, forget, happens, settle, stripe, stripeNow, tell } from '../payments/stripe.ts';
import { adminOf } from './admins.ts';

/* What members do, as their client programs ask for it, and what the gateway makes of it. */

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const PRICE = { plan: 'premium', every: 'month', price: usd(999), trialDays: 0 };
const YEARLY = { ...PRICE, every: 'year', price: usd(9_900) };
export const WANTED = {
  plan: 'premium',
  every: 'month',
  currency: 'USD',
  successUrl: 'https://app.example.com/welcome',
  cancelUrl: 'https://app.example.com/plans',
};

/* The gateway keeps its payers from test to test, and its clock goes ahead only: each test has a client of its own, and our
 * clock goes along. */
let nth = 0;
export let personId = '';
export const as = () => client(personId);
export const ours = async () => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(await stripeNow()) });

/** A client who was never here. */
export async function comes(): Promise<void> {
  personId = `cli_${nth++}`;
  await enrolled(personId, { roles: ['client'] });
}

/** A client who was never here, an admin, and prices for a month and a year. */
export async function begins(): Promise<void> {
  await stripe();
  forget();
  await ours();
  await comes();
  await adminOf('adm_1');
  await call(setPrice, { as: admin('adm_1'), key: 'p', body: PRICE });
  await call(setPrice, { as: admin('adm_1'), key: 'y', body: YEARLY });
}

export const buy = (more: object = {}, key = 'b') => call(checkOut, { as: as(), key, body: { ...WANTED, ...more } });
export const act = (what: string, key = what) => call(changeSubscription, { as: as(), key, body: { act: what } });
export const change = (every: string, key = every) => call(changePeriod, { as: as(), key, body: { every } });
export const useCoupon = (coupon: string, key = 'c') => call(takeCoupon, { as: as(), key, body: { coupon } });
export const coupon = (code: string, more: object = {}) =>
  call(makeCoupon, {
    as: admin('adm_1'),
    key: `${code}${JSON.stringify(more).length}`,
    body: { plan: 'premium', code, off: { basisPoints: 2_500 }, lasts: 'forever', ...more },
  });
export const trends = async () => (await call(getTrends, { as: as() })).status;
export const mine = async () => (await call(getMembership, { as: as() })).body;
export const heard = async () => {
  for (const event of events) expect(await tell(event)).toBe(200);
  await settle();
};
/** So many days later, there and here, with all that was told meanwhile. */
export const passes = async (days: number) => {
  await happens('clock', { days });
  await ours();
  await heard();
};
export async function member(card = 'pm_card_visa', wanted: object = {}) {
  const { url } = (await buy(wanted)).body;
  await happens(`checkouts/${url.split('/').at(-1)}/pay`, { card });
  await heard();
}
export async function books() {
  const sum = async (account: Account, of = 'platform') =>
    (await lines.list({ account, of })).reduce((total, { amountMinor }) => total + amountMinor, 0);
  const [clearing, fees] = [await sum('gateway-clearing', 'stripe'), await sum('fees')];
  return { clearing, fees, deferred: await sum('deferred-revenue'), revenue: await sum('revenue') };
}
export const daysFromNow = (instant: string | undefined) =>
  Math.round((Date.parse(instant!) - Date.now()) / 86_400_000);

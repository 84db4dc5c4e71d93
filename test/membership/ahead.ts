import { vi } from 'vitest';
import { handler as getTrends } from '#lambdas/cessation/get-trends';
import { membershipEnding } from '#lambdas/membership/events';
import { handler as remind } from '#lambdas/membership/every-day-remind';
import { handler as getMembership } from '#lambdas/membership/get-membership';
import { handler as onMembershipRefunded } from '#lambdas/membership/on-membership-refunded';
import { handler as onPrepaid } from '#lambdas/membership/on-prepaid';
import { planPrices } from '#lambdas/membership/records';
import type { PlanPrice } from '#lambdas/membership/schemas';
import { membershipRefunded, succeeded } from '#lambdas/payments/events';
import { entries } from '#lambdas/payments/records';
import { handler as refundMembership } from '#lambdas/payments/refund-membership';
import { days } from '#shared/time';
import { admin, call, deliver, given, raised, tick } from '../kit/index.ts';
import * as act from '../payments/acts.ts';
import { kaspi } from '../payments/kaspi.ts';
import { balances } from '../payments/made.ts';
import { RETURN } from '../payments/paypal.ts';
import { settle } from '../payments/stripe.ts';

/* Who pays Premium ahead by Kaspi, at the platform's own till, and what follows from it. */

export const MONTHLY = { amountMinor: 400_000, currency: 'KZT' };
export const YEARLY = { amountMinor: 4_000_000, currency: 'KZT' };
const DOLLARS = { amountMinor: 999, currency: 'USD' };
export const BY_PAYPAL = {
  subject: { kind: 'membership', id: 'prc_dollars' },
  gateway: 'paypal',
  amount: DOLLARS,
  returnUrl: RETURN,
} as const;
export const BEGINS = '2026-03-10T06:00:00.000Z';

export const priced = (more: Partial<PlanPrice> = {}) =>
  given(
    planPrices.add({
      id: 'prc_month',
      plan: 'premium',
      every: 'month',
      price: MONTHLY,
      trialDays: 0,
      since: '2026-01-01T00:00:00.000Z',
      by: 'adm_1',
      ...more,
    }),
  );

/** From here on it is that moment. */
export const at = (moment: string | number) =>
  void vi.useFakeTimers({ toFake: ['Date'], now: new Date(moment).getTime() });
export const passes = (count: number) => at(Date.now() + days(count));

/** A client, the prices, and a stage that has a till, or has none. */
export async function begins(ofTheStage: object = { deviceToken: 'fake-till' }) {
  at(BEGINS);
  await act.everybody();
  const on = await kaspi({}, ofTheStage);
  await priced();
  await priced({ id: 'prc_year', every: 'year', price: YEARLY });
  await priced({ id: 'prc_dollars', price: DOLLARS });

  const begin = (more: object = {}, key?: string) =>
    act.begin({ subject: { kind: 'membership', id: 'prc_month' }, gateway: 'kaspi', amount: MONTHLY, ...more }, key);
  const begun = async (more?: object): Promise<string> => (await begin(more)).body.payment.id;
  /** Nobody has looked yet. */
  const unseen = async (more?: object) => {
    const id = await begun(more);
    await on.payer(id, 'pays');
    return id;
  };
  const pays = async (more?: object) => {
    const id = await unseen(more);
    await act.confirmed(id);
    await follows();
    return id;
  };
  return { ...on, begin, begun, unseen, pays };
}

/** What follows from all that was told so far, as the bus brings it: whatever comes twice. */
export async function follows(): Promise<void> {
  await settle();
  for (const event of await raised(succeeded)) await deliver(onPrepaid, heardAs(succeeded.raise(event)));
  for (const event of await raised(membershipRefunded))
    await deliver(onMembershipRefunded, heardAs(membershipRefunded.raise(event)));
}
/** The same event again, not another that says the same. */
const heard = new Map<string, ReturnType<typeof succeeded.raise> | ReturnType<typeof membershipRefunded.raise>>();
function heardAs<E extends ReturnType<typeof succeeded.raise> | ReturnType<typeof membershipRefunded.raise>>(event: E) {
  const name = JSON.stringify(event);
  if (!heard.has(name)) heard.set(name, event);
  return heard.get(name)!;
}

let keys = 0;
export const givesBack = (ref: string, amountMinor?: number) =>
  call(refundMembership, {
    as: admin('adm_1'),
    key: `refund-${keys++}`,
    body: { personId: 'cli_1', ref, amountMinor },
  });

export const mine = async () => (await call(getMembership, { as: act.as })).body;
export const trends = async () => (await call(getTrends, { as: act.as })).status;
export const booked = async (about: string) => balances(await entries.list({ about }));

/** The day's tick comes at its time, and the platform's clock shows it. */
export async function ticks(day: string): Promise<void> {
  at(`${day}T04:00:00.000Z`);
  await tick(remind, `${day}T04:00:00.000Z`);
}
/** For which end of what was paid ahead, and on which day, somebody was told. */
export const told = async () =>
  (await raised(membershipEnding)).map(({ until, at }) => `${until.slice(0, 10)} on ${at.slice(0, 10)}`).sort();

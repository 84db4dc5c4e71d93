import { partialDeepStrictEqual as has, ok, rejects, deepStrictEqual as same } from 'node:assert/strict';
import { getTrends, setSmokingProfile } from '#lambdas/cessation/routes';
import {
  checkOutMembership,
  getMembership,
  getSubscription,
  listPlanPrices,
  openBilling,
  setPlanPrice,
} from '#lambdas/membership/routes';
import { hours } from '#shared/time';
import { moveTo } from '../../../../bin/client/clock.ts';
import { granted } from '../../../../bin/client/granted.ts';
import { filledIn } from '../../../../bin/client/hosted-page.ts';
import { consent } from '../../../../bin/client/person.ts';
import type { Deployed } from '../../../../bin/machine/deployed.ts';
import { signature } from '../../../../fakes/stripe/webhooks.ts';
import type { Cast } from '../../journey.ts';
import { step } from '../../step.ts';
import { checkedBooks } from './books.ts';
import { at, BACK, billsAt, CURRENCY, type Deal, eventually, GRACE, newcomer, newKey, PREMIUM } from './deal.ts';

/** Premium opens these, and Basic does not. */
const trends = async ({ client }: Deal) => (await client!.call(getTrends)).status;
const subscription = async ({ client }: Deal) => granted(await client!.call(getSubscription));

/** A newcomer becomes a Premium member. */
export const upgrade = (deployed: Deployed, cast: Cast, deal: Deal) => [
  step('the admin says what Premium costs', async () => {
    const body = { plan: 'premium', every: 'month', price: PREMIUM, trialDays: 0 } as const;
    has(granted(await cast.admin!.call(setPlanPrice, { body, key: newKey() })), body);
    const { items } = granted(await cast.admin!.call(listPlanPrices));
    const [shown, ...more] = items.filter(({ price }) => price.currency === CURRENCY);
    has(shown, body);
    same(more, []);
    return items;
  }),
  step('a newcomer goes to the page where it is paid: that opens nothing', async () => {
    deal.client = await newcomer(deployed, cast, 'Payer');
    await consent(deal.client);
    const profile = { zone: 'Europe/Berlin', cigarettesADay: 10, smokingSince: '2015-01-01' };
    const pack = { price: { amountMinor: 800, currency: CURRENCY }, cigarettes: 20 };
    granted(await deal.client.call(setSmokingProfile, { body: { ...profile, pack } }));
    const body = { plan: 'premium', every: 'month', currency: CURRENCY, successUrl: BACK, cancelUrl: BACK } as const;
    deal.checkout = granted(await deal.client.call(checkOutMembership, { body, key: newKey() })).url;
    ok(deal.checkout.startsWith(`${deal.fake}/checkout/`));
    same(await trends(deal), 403);
    await eventually(async () => has(granted(await deal.client!.call(getMembership)), { plan: 'basic' }));
    return deal.checkout;
  }),
  step('nor does a word that Stripe has not signed', async () => {
    const object = { id: deal.checkout!.split('/').at(-1), object: 'checkout.session', status: 'complete' };
    const created = Math.floor(Date.now() / 1000);
    const event = { id: 'evt_forged', object: 'event', type: 'checkout.session.completed', created, data: { object } };
    const body = JSON.stringify(event);
    const headers = { 'stripe-signature': signature(body, ['whsec_guessed']) };
    const { status } = await fetch(`${deployed.api}/v1/webhooks/stripe`, { method: 'POST', body, headers });
    same([status, await trends(deal)], [400, 403]);
    return status;
  }),
  step('nor a card that the bank declines', async () => {
    await rejects(filledIn(deal.checkout!, { card: 'pm_card_chargeDeclined' }), /declined/);
    same(await trends(deal), 403);
    return 'the page asks for another';
  }),
  step('pays there, and is a member as soon as the fake of Stripe has told us', async () => {
    same(await filledIn(deal.checkout!, { card: 'pm_card_visa' }), BACK);
    await eventually(async () => same(await trends(deal), 200));
    const paid = await subscription(deal);
    deal.paidThrough = Date.parse(paid.paidThrough!);
    const premiumUntil = at(deal.paidThrough + GRACE);
    has(paid, { status: 'active', premiumUntil });
    has(granted(await deal.client!.call(getMembership)), { plan: 'premium', until: premiumUntil });
    return paid;
  }),
];

/** Their card stops paying, and pays again. */
export const dunning = ({ endpoint }: Deployed, cast: Cast, deal: Deal) => {
  const newCard = async (card: string) => {
    const { url } = granted(await deal.client!.call(openBilling, { query: { returnUrl: BACK } }));
    await filledIn(url, { card });
  };
  return [
    step('a card that is declined at the next renewal leaves Premium open for seven days, and no longer', async () => {
      await newCard('pm_card_chargeCustomerFail');
      const renewal = Date.parse((await subscription(deal)).paidThrough!);
      await moveTo(cast.admin!, at(renewal + hours(3)));
      await eventually(async () => has(await subscription(deal), { status: 'past_due' }));
      same(await trends(deal), 200);
      await moveTo(cast.admin!, at(renewal + GRACE + hours(1)));
      same(await trends(deal), 403);
      return { declined: at(renewal), closed: at(renewal + GRACE) };
    }),
    step('one that pays what is open opens it again, and the books are right', async () => {
      await newCard('pm_card_visa');
      await eventually(async () => same(await trends(deal), 200));
      same((await billsAt(deal)).length, 3);
      return (await eventually(() => checkedBooks(endpoint))).verdict;
    }),
  ];
};

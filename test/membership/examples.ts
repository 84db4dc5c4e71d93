import type { Coupon } from '#lambdas/membership/coupon-schemas';
import { BUILT_IN } from '#lambdas/membership/domain/catalogue';
import { coupons, memberships, planPrices, subscriptions } from '#lambdas/membership/records';
import type { PlanPrice } from '#lambdas/membership/schemas';
import type { Example } from '../entries/example.ts';
import { given } from '../kit/index.ts';
import { happens, stripe } from '../payments/stripe.ts';

const basic = (personId: string) =>
  given(memberships.add({ personId, plan: 'basic', since: '2026-01-01T00:00:00.000Z' }));

export const grantMembership: Example = {
  body: { personId: 'per_1', plan: 'premium', until: '2099-01-01T00:00:00.000Z' },
  given: basic,
  owned: 'authority',
};

export const getMembership: Example = { given: basic, owned: 'key' };

export const listMembershipPlans: Example = { owned: 'everybody' };

const price = (more: Partial<PlanPrice> = {}) =>
  given(
    planPrices.add({
      id: 'prc_1',
      plan: 'premium',
      every: 'month',
      price: { amountMinor: 999, currency: 'USD' },
      trialDays: 0,
      since: '2026-01-01T00:00:00.000Z',
      by: 'adm_1',
      ...more,
    }),
  );
const page = 'https://app.example.com/plans';

export const setPlanPrice: Example = {
  body: { plan: 'premium', every: 'month', price: { amountMinor: 999, currency: 'USD' }, trialDays: 14 },
  owned: 'authority',
};

export const listPlanPrices: Example = { given: () => price(), owned: 'everybody' };

export const checkOutMembership: Example = {
  body: { plan: 'premium', every: 'month', currency: 'USD', successUrl: page, cancelUrl: page },
  given: async () => {
    await stripe();
    await price();
  },
  owned: 'key',
};

export const coupon = (more: Partial<Coupon> = {}) =>
  given(
    coupons.add({
      ...{ id: 'cpn_1', plan: 'premium', code: 'WELCOME', lasts: { months: 3 } },
      ...{ off: { basisPoints: 2500 }, used: 0, since: '2026-01-01T00:00:00.000Z', by: 'adm_1' },
      ...more,
    }),
  );

export const makeCoupon: Example = {
  body: {
    ...{ plan: 'premium', code: 'SUMMER', off: { amount: { amountMinor: 200, currency: 'USD' } } },
    ...{ lasts: { months: 3 }, every: 'month', until: '2099-01-01T00:00:00.000Z', atMost: 10 },
  },
  owned: 'authority',
};
export const listCoupons: Example = { given: () => coupon(), owned: 'authority' };
export const withdrawCoupon: Example = { params: { code: 'WELCOME' }, given: () => coupon(), owned: 'authority' };

/** Somebody who subscribed, as the gateway knows it: under which name. */
export async function subscribed(personId: string): Promise<string> {
  const there = await stripe();
  const payer = await there.payers!.create({ id: personId });
  const offer = await there.subscriptions!.offer({
    id: 'prc_1',
    planId: 'premium',
    title: 'Premium',
    price: { amountMinor: 999, currency: 'USD' },
    every: 'month',
  });
  if (payer.kind !== 'answer' || offer.kind !== 'answer') throw new Error('the fake does not answer');
  const [payerRef, priceRef, tags] = [payer.value.ref, offer.value.ref, { person: personId }];
  const id = `chk_${personId}${Math.random()}`.replace('.', '');
  const asked = { id, payerRef, priceRef, tags, successUrl: page, cancelUrl: page };
  const checkout = await there.subscriptions!.checkout(asked);
  if (checkout.kind !== 'answer') throw new Error('the fake does not answer');
  await happens(`checkouts/${checkout.value.ref}/pay`, { card: 'pm_card_visa' });
  const read = await there.subscriptions!.readCheckout(checkout.value.ref);
  if (read.kind !== 'answer') throw new Error('the fake does not answer');
  await given(
    subscriptions.add({
      personId,
      payerRef,
      ref: read.value.subscriptionRef,
      status: 'active',
      priceId: 'prc_1',
      endsAtPeriodEnd: false,
    }),
  );
  return read.value.subscriptionRef!;
}

const withPrices = async (personId: string) => {
  const priced = planPrices.get({ plan: 'premium', since: '2026-01-01T00:00:00.000Z', id: 'prc_1' });
  if ((await priced) === undefined) {
    await price();
    await price({ id: 'prc_2', every: 'year', price: { amountMinor: 9_900, currency: 'USD' } });
    await coupon();
  }
  return subscribed(personId);
};
export const getSubscription: Example = { given: withPrices, owned: 'key' };
export const changeSubscription: Example = { body: { act: 'cancel' }, given: withPrices, owned: 'key' };
export const changeBillingPeriod: Example = { body: { every: 'year' }, given: withPrices, owned: 'key' };
export const takeCoupon: Example = { body: { coupon: 'WELCOME' }, given: withPrices, owned: 'key' };
export const openBilling: Example = { query: { returnUrl: page }, given: subscribed, owned: 'key' };

const { plans, features } = BUILT_IN;
export const setMembershipPlans: Example = {
  body: { after: 0, plans: { ...plans, premium: { title: 'Premium', description: 'More.' } }, features },
  owned: 'authority',
  shown: 'membership-catalogue',
};

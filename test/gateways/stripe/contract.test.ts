import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../../fakes/stripe/routes.ts';
import { VERSION } from '../../../fakes/stripe/world.ts';
import { value } from '../answers.ts';
import { published } from './published.ts';
import { breaches, NOW, payment, stage } from './stage.ts';

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const stretch = { from: NOW, until: '2027-01-01T00:00:00.000Z' };
const page = { returnUrl: 'https://app.example.com/', refreshUrl: 'https://app.example.com/again' };
const urls = { successUrl: 'https://app.example.com/welcome', cancelUrl: 'https://app.example.com/plans' };

/** Everything that the port can ask, with everything that it can be given, once. */
async function everything() {
  const on = await stage();
  const { gateway, world, told } = on;
  const { payments, refunds, disputes, payers, subscriptions, accounts, transfers, balance } = gateway;
  const payerRef = value(await payers.create({ id: 'per_1', email: 'somebody@example.com' })).ref;
  await payers.find('per_1');

  const one = value(
    await payments.create(payment('pay_1', { payerRef, captureLater: true, returnUrl: page.returnUrl })),
  );
  const pay = { id: 'pay_1', ref: one.ref, instrument: 'pm_card_chargeDeclined', returnUrl: page.returnUrl };
  await payments.confirm({ ...pay, tryId: 'try_1' });
  await payments.confirm({ ...pay, tryId: 'try_2', instrument: 'ctoken_pm_card_visa' });
  value(await payments.capture({ id: 'pay_1', ref: one.ref, amount: usd(9000) }));
  const two = value(await payments.create(payment('pay_2')));
  value(await payments.cancel({ id: 'pay_2', ref: two.ref }));
  value(await payments.read(one.ref));
  value(await payments.find('pay_1'));
  value(await payments.list(stretch));
  const refund = value(
    await refunds.create({ id: 'rfd_1', paymentRef: one.ref, amount: usd(1000), tags: { b: 'bkg_1' } }),
  );
  value(await refunds.read(refund.ref));
  value(await refunds.find({ id: 'rfd_1', paymentRef: one.ref }));
  await world(`payments/${one.ref}/dispute`);
  const dispute = told('charge.dispute.created')[0]!['data'].object.id;
  value(await disputes.read(dispute));
  await world(`disputes/${dispute}/close`, { outcome: 'won' });

  const price = { planId: 'pln_premium', title: 'Premium', price: usd(2000) };
  const monthly = value(await subscriptions.offer({ id: 'prc_1', every: 'month', ...price })).ref;
  const yearly = value(await subscriptions.offer({ id: 'prc_2', every: 'year', ...price })).ref;
  const off = { id: 'cpn_1', title: 'Less', off: { basisPoints: 1250 }, lasts: { months: 3 } } as const;
  const couponRef = value(await subscriptions.coupon(off)).ref;
  value(await subscriptions.coupon({ ...off, id: 'cpn_2', off: { amount: usd(100) }, lasts: 'forever' }));
  const checkout = { payerRef, priceRef: monthly, tags: { person: 'per_1' }, ...urls };
  const first = value(await subscriptions.checkout({ id: 'chk_1', ...checkout, couponRef, trialDays: 7 }));
  await world(`checkouts/${first.ref}/pay`, { card: 'pm_card_visa' });
  const ref = value(await subscriptions.readCheckout(first.ref)).subscriptionRef!;
  const unwanted = value(await subscriptions.checkout({ id: 'chk_2', ...checkout }));
  value(await subscriptions.findCheckout({ id: 'chk_2', payerRef }));
  value(await subscriptions.expireCheckout({ id: 'chk_2', ref: unwanted.ref }));
  await world('clock', { days: 10 });
  value(await subscriptions.change({ id: 'act_1', ref, priceRef: yearly }));
  value(await subscriptions.discount({ id: 'act_2', ref, couponRef: 'cpn_2' }));
  value(await subscriptions.pause({ id: 'act_3', ref, until: '2026-06-01T00:00:00.000Z' }));
  value(await subscriptions.resume({ id: 'act_4', ref }));
  value(await subscriptions.endAtPeriodEnd({ id: 'act_5', ref }));
  value(await subscriptions.keep({ id: 'act_6', ref }));
  value(await subscriptions.portal({ payerRef, returnUrl: page.returnUrl }));
  value(await subscriptions.readBill(value(await subscriptions.read(ref)).lastBillRef!));
  value(await subscriptions.of(payerRef));
  value(await subscriptions.end({ id: 'act_7', ref }));

  const account = value(await accounts.create({ id: 'prv_1', country: 'US', email: 'coach@example.com' }));
  value(await accounts.onboarding({ ref: account.ref, ...page }));
  await world(`accounts/${account.ref}/onboard`, { bankFails: true });
  value(await accounts.read(account.ref));
  const transfer = value(await transfers.create({ id: 'pyt_1', accountRef: account.ref, amount: usd(500), tags: {} }));
  value(await transfers.read(transfer.ref));
  value(await transfers.find('pyt_1'));
  await world('clock', { days: 3 });
  const payout = told('payout.failed')[0]!['data'].object.id;
  value(await accounts.readBankPayout({ ref: payout, accountRef: account.ref }));
  value(await transfers.reverse({ id: 'rev_1', ref: transfer.ref, amount: usd(200) }));
  value(await transfers.findReversal({ id: 'rev_1', ref: transfer.ref }));
  value(await balance.list(stretch));
  value(await payers.remove({ id: 'per_1', ref: payerRef }));
  return on;
}

const IS_THERE = published !== undefined;
if (!IS_THERE) console.warn('STRIPE_API names no folder: nothing is held against what Stripe publishes.');

describe.skipIf(!IS_THERE)('Stripe’s published API (skipped unless STRIPE_API names its folder)', () => {
  it('is of the version that package and fake speak', () => {
    expect([published!.version, VERSION]).toEqual([Stripe.API_VERSION, Stripe.API_VERSION]);
  });

  it('fits every request that the adapter makes, every answer and every event of the fake', async () => {
    const on = await everything();
    expect(new Set(on.exchanges.map(({ route }) => route))).toEqual(new Set(Object.keys(ROUTES)));
    expect(on.events.length).toBeGreaterThan(40);
    expect(breaches(on)).toEqual([]);
  });

  it('would find what does not fit', () => {
    const { request, answer, object } = published!;
    expect(request('POST /v1/refunds', { amount: 'many' })).toHaveLength(1);
    expect(request('POST /v1/refunds', { reasons: 'duplicate' })).toHaveLength(1);
    expect(request('GET /v1/transfers', { limit: 'all' })).not.toEqual([]);
    const refund = published!.fixtures['refund']!;
    expect(answer('GET /v1/refunds/{refund}', 200, refund)).toEqual([]);
    expect(answer('GET /v1/refunds/{refund}', 200, { ...refund, amount: '100' })).not.toEqual([]);
    expect(answer('GET /v1/refunds/{refund}', 404, { error: { message: 'no type' } })).not.toEqual([]);
    expect(object({ ...refund, invented: true })).not.toEqual([]);
    expect(object({ ...refund, charge: { object: 'charge' } })).not.toEqual([]);
  });
});

import type { Options } from '../../../fakes/stripe/server.ts';
import { value } from '../answers.ts';
import { stage } from './stage.ts';

export const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });

/** Premium at 20 a month and 200 a year, and somebody who wants it. */
export async function shop(options: Options = {}) {
  const on = await stage(options);
  const { subscriptions, payers } = on.gateway;
  const offer = async (id: string, amountMinor: number, every: 'month' | 'year') =>
    value(await subscriptions.offer({ id, planId: 'pln_premium', title: 'Premium', price: usd(amountMinor), every }))
      .ref;
  const monthly = await offer('prc_monthly', 2000, 'month');
  const yearly = await offer('prc_yearly', 20_000, 'year');
  const payerRef = value(await payers.create({ id: 'per_1', email: 'somebody@example.com' })).ref;
  const checkout = async (more: { couponRef?: string; trialDays?: number; priceRef?: string } = {}) =>
    value(
      await subscriptions.checkout({
        id: 'chk_1',
        payerRef,
        priceRef: monthly,
        tags: { person: 'per_1' },
        successUrl: 'https://app.example.com/welcome',
        cancelUrl: 'https://app.example.com/plans',
        ...more,
      }),
    );
  /** Through the hosted page, as a browser would. */
  const pay = async (url: string, card = 'pm_card_visa', bank = 'confirms') => {
    const body = new URLSearchParams({ card, bank });
    return fetch(url, { method: 'POST', body, redirect: 'manual' });
  };
  const subscribed = async (more: Parameters<typeof checkout>[0] & { card?: string } = {}) => {
    const { card, ...asked } = more;
    const { ref, url } = await checkout(asked);
    await pay(url!, card);
    return value(await subscriptions.readCheckout(ref)).subscriptionRef!;
  };
  const read = async (ref: string) => value(await subscriptions.read(ref));
  const lastBill = async (ref: string) => value(await subscriptions.readBill((await read(ref)).lastBillRef!));
  return { ...on, subscriptions, payers, offer, monthly, yearly, payerRef, checkout, pay, subscribed, read, lastBill };
}

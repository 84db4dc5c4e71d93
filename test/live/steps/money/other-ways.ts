import { partialDeepStrictEqual as has, ok, deepStrictEqual as same } from 'node:assert/strict';
import {
  choosePayouts,
  confirmPayment,
  createPayment,
  getPayment,
  listHoldings,
  markPaid,
  offerPack,
  setKaspiTill,
} from '#lambdas/payments/routes';
import { timeHere } from '../../../../bin/client/clock.ts';
import { granted } from '../../../../bin/client/granted.ts';
import { filledIn } from '../../../../bin/client/hosted-page.ts';
import type { Deployed } from '../../../../bin/machine/deployed.ts';
import type { Cast } from '../../journey.ts';
import { step } from '../../step.ts';
import { portion, type Side } from './books.ts';
import { BACK, type Deal, eventually, newCoach, newKey, PACK } from './deal.ts';

export const TENGE = 'KZT';
const IN_TENGE = { ...PACK, price: { amountMinor: 500_000, currency: TENGE } };
/** The till that the fake of Kaspi knows. */
const TILL = 'fake-till';

const PAYPAL_ID = 'FAKEPAYPALABC';

const EUROS = PACK.price.amountMinor;
/** The fake's price list: 3.49 % and 49 cents. */
const PAYPAL_FEE = portion(EUROS, 349, 10_000) + 49;
const COMMISSION = EUROS * 0.15;
/** What the other coach has of what was paid by PayPal. */
export const OTHER_SHARE = EUROS - COMMISSION - PAYPAL_FEE;
const OWED = IN_TENGE.price.amountMinor * 0.15;

/** What PayPal asks of the platform for paying them out: 2 %. */
const PAYOUT_FEE = portion(OTHER_SHARE, 2, 100);

/** What all of that books, with pen and paper: of what the coach takes themselves, they owe the commission. */
export const otherSides = (of: string): readonly Side[] => [
  ['gateway-clearing', 'paypal', EUROS - PAYPAL_FEE],
  ['commission', 'platform', -COMMISSION],
  ['provider-payable', of, -OTHER_SHARE],
  ['provider-payable', of, OTHER_SHARE], // paid out
  ['fees', 'platform', PAYOUT_FEE],
  ['gateway-clearing', 'paypal', -OTHER_SHARE - PAYOUT_FEE],
];
export const tengeSides = (of: string): readonly Side[] => [
  ['provider-receivable', of, 2 * OWED],
  ['commission', 'platform', -2 * OWED],
];

/** Another coach sells as well, and is paid in every other way: by PayPal, by Kaspi, across the counter. */
export const otherWays = (deployed: Deployed, cast: Cast, deal: Deal) => {
  const packs: Record<string, string> = {};
  const begun = async ({ price }: typeof PACK, gateway: 'paypal' | 'kaspi' | 'cash') => {
    const subject = { kind: 'pack', id: packs[price.currency]! } as const;
    const body = { subject, gateway, amount: price, ...(gateway === 'paypal' && { returnUrl: BACK }) };
    const { payment, actionUrl } = granted(await deal.client!.call(createPayment, { body, key: newKey() }));
    has(payment, { status: 'pending', amount: price });
    deal.otherPayments = [...(deal.otherPayments ?? []), payment.id];
    return { params: { id: payment.id }, page: actionUrl ?? '' };
  };
  const paid = ({ params }: { readonly params: { readonly id: string } }) =>
    eventually(async () => {
      const payment = granted(await deal.client!.call(getPayment, { params }));
      has(payment, { status: 'succeeded' });
      const { items } = granted(await deal.client!.call(listHoldings));
      const held = items.find(({ paymentId }) => paymentId === params.id);
      has(held, { coachId: deal.other!.id, left: PACK.credits });
      return payment;
    });

  return [
    step('another coach offers packs in euros and in tenge, and takes Kaspi by a till of their own', async () => {
      const coach = await newCoach(deployed, cast);
      deal.other = coach;
      for (const pack of [PACK, IN_TENGE])
        packs[pack.price.currency] = granted(await coach.call(offerPack, { body: pack })).id;
      const till = granted(await coach.call(setKaspiTill, { body: { deviceToken: TILL } }));
      same(till, { asks: true });
      return till;
    }),
    step('and is to be paid out on their PayPal account', async () => {
      const account = granted(await deal.other!.call(choosePayouts, { body: { paypalId: PAYPAL_ID } }));
      same(account, { gateway: 'paypal', payoutsEnabled: true });
      return account;
    }),
    step('the client approves one on PayPal’s page, and it is taken once', async () => {
      deal.otherPaidAt = Date.parse(await timeHere(cast.admin!));
      const { params, page } = await begun(PACK, 'paypal');
      ok(page.startsWith(`${deployed.fakes?.paypal}/`));
      same(await filledIn(page), BACK);
      const back = await deal.client!.call(confirmPayment, { params, body: {}, key: newKey() });
      if (back.status !== 200) same(back.problem?.type, '/problems/already_paid'); // PayPal’s webhook was faster
      return paid({ params });
    }),
    step('pays another with Kaspi’s app, which tells nobody: it is seen when they ask', async () => {
      const { params, page } = await begun(IN_TENGE, 'kaspi');
      ok(page.startsWith(`${deployed.fakes?.kaspi}/`));
      await filledIn(page);
      return paid({ params });
    }),
    step('and a third across the counter, as the coach says', async () => {
      const { params } = await begun(IN_TENGE, 'cash');
      granted(await deal.other!.call(markPaid, { params, key: newKey() }));
      return paid({ params });
    }),
  ];
};

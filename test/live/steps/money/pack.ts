import { partialDeepStrictEqual as has, ok, deepStrictEqual as same } from 'node:assert/strict';
import {
  confirmPayment,
  createPayment,
  getEarnings,
  getPayment,
  listHoldings,
  offerPack,
  refundPayment,
  setUpPayouts,
} from '#lambdas/payments/routes';
import { timeHere } from '../../../../bin/client/clock.ts';
import { granted } from '../../../../bin/client/granted.ts';
import { filledIn } from '../../../../bin/client/hosted-page.ts';
import type { Deployed } from '../../../../bin/machine/deployed.ts';
import type { Cast } from '../../journey.ts';
import { step } from '../../step.ts';
import { BACK, type Deal, eventually, HALF, newCoach, newKey, PACK, toldOf } from './deal.ts';

/** A coach sells a pack, and half of it is given back. */
export const pack = (deployed: Deployed, cast: Cast, deal: Deal) => {
  const here = () => timeHere(cast.admin!);
  const params = () => ({ id: deal.paymentId! });
  const payment = async () => granted(await deal.client!.call(getPayment, { params: params() }));
  const holdings = async () => granted(await deal.client!.call(listHoldings)).items;

  return [
    step('a coach offers a pack, and says where payouts go', async () => {
      const coach = await newCoach(deployed, cast);
      deal.coach = coach;
      deal.packId = granted(await coach.call(offerPack, { body: PACK })).id;
      const { url } = granted(await coach.call(setUpPayouts, { body: { country: 'DE', returnUrl: BACK } }));
      same(await filledIn(url, { bank: 'takes' }), BACK);
      const month = (await here()).slice(0, 7);
      return eventually(async () => {
        const earnings = granted(await coach.call(getEarnings, { query: { month } }));
        same(earnings, { month, earned: [], payments: 0, upcoming: [], payoutsEnabled: true });
        return earnings;
      });
    }),
    step('the client buys it, and has its sessions once it is paid', async () => {
      deal.paidAt = Date.parse(await here());
      const body = { subject: { kind: 'pack', id: deal.packId! }, gateway: 'stripe', amount: PACK.price } as const;
      const begun = granted(await deal.client!.call(createPayment, { body, key: newKey() }));
      has(begun, { payment: { status: 'pending', amount: PACK.price } });
      ok(begun.clientSecret);
      deal.paymentId = begun.payment.id;
      same(await holdings(), []);
      const card = { instrument: 'pm_card_visa' };
      granted(await deal.client!.call(confirmPayment, { params: params(), body: card, key: newKey() }));
      return eventually(async () => {
        has(await payment(), { status: 'succeeded', refundedMinor: 0 });
        const held = await holdings();
        has(held, [{ coachId: deal.coach!.id, paymentId: deal.paymentId!, left: PACK.credits }]);
        return held;
      });
    }),
    step('and has half of it back, as was agreed', async () => {
      const refund = granted(await deal.client!.call(refundPayment, { params: params(), key: newKey() }));
      has(refund, { paymentId: deal.paymentId!, amount: { ...PACK.price, amountMinor: HALF } });
      const { status, problem } = await deal.client!.call(refundPayment, { params: params(), key: newKey() });
      same([status, problem?.type], [409, '/problems/nothing_to_refund']);
      has(await payment(), { refundedMinor: HALF });
      has(await holdings(), [{ left: 0 }]);
      const given = (charge: any) =>
        charge.amount_refunded === HALF && JSON.stringify(charge).includes(deal.paymentId!);
      await eventually(async () => same((await toldOf('charge.refunded', deal)).some(given), true));
      return refund;
    }),
  ];
};

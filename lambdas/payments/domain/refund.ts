import { failure } from '#shared/failure';
import { stepOf } from '#shared/gateways/payable';
import { days } from '#shared/time';
import type { Payment, Refund, RefundTier, Shares } from '../schemas.ts';
import { isByHand } from './payment.ts';
import { isPlatforms } from './platform.ts';
import { proportion } from './proportion.ts';

export const notPaid = failure('not_paid', 409, 'This has not been paid');
export const overRefunded = failure('over_refunded', 422, 'That is more than is left to give back', {
  field: 'amountMinor',
});
export const refundStep = failure('refund_step', 422, 'The gateway gives back no such fraction', {
  field: 'amountMinor',
});
export const nothingToRefund = failure('nothing_to_refund', 409, 'By its refund policy nothing is given back any more');

export const refundedByBill = failure(
  'refunded_by_bill',
  409,
  'A membership is given back by its bill: ask for a membership refund',
);

/** As far as it has not failed, it is on its way or there. */
const live = ({ refunds }: Pick<Payment, 'refunds'>) => refunds.filter(({ status }) => status !== 'failed');

export const refundedMinor = (payment: Pick<Payment, 'refunds'>) =>
  live(payment).reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** What its gateway has given back by now, as far as our books know. */
export const givenBackMinor = ({ refunds, outside }: Pick<Payment, 'refunds' | 'outside'>) =>
  [...refunds, ...outside]
    .filter(({ status }) => status === 'done')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** What was given back at the gateway, and what a dispute holds or took, cannot be given back besides. */
const goneOtherwise = ({ disputes, outside }: Pick<Payment, 'disputes' | 'outside'>) =>
  [...disputes.filter(({ status }) => status !== 'won'), ...outside.filter(({ status }) => status === 'done')].reduce(
    (sum, { amountMinor }) => sum + amountMinor,
    0,
  );

export const refundableMinor = (payment: Payment) =>
  payment.status === 'succeeded'
    ? Math.max(0, payment.amount.amountMinor - refundedMinor(payment) - goneOtherwise(payment))
    : 0;

/** Who got what, as far as is known: the real fee in place of the estimate. It never takes more than the provider had. */
export function sharesNow({ amount: { amountMinor }, shares, feeMinor }: Payment): Shares {
  const fee = Math.min(feeMinor ?? shares.fee, amountMinor - shares.commission);
  return { ...shares, fee, provider: amountMinor - shares.commission - fee };
}

/** Of the first so many units of an amount, who bears what. Each share only grows with them, and the whole of the amount is
 *  the whole of each: so of two amounts the difference has no share below zero, and the parts sum to the whole. */
export function sharesUpTo(givenMinor: number, amountMinor: number, whole: Shares): Shares {
  const commission = proportion(whole.commission, givenMinor, amountMinor);
  const rest = givenMinor - commission;
  const fee = proportion(whole.fee, rest, amountMinor - whole.commission);
  return { commission, tax: proportion(whole.tax, commission, whole.commission), fee, provider: rest - fee };
}

/** Cards know no third decimal: what cannot be paid cannot be given back. */
const stepFor = ({ gateway, amount }: Payment) => stepOf(gateway, amount.currency);

type Asked = Pick<Refund, 'id' | 'amountMinor' | 'feeBorneBy' | 'by' | 'at'>;

/** A refund as it is asked for. Its shares are what is due so far less what went before, and stand from now on: where a
 *  refund before it failed, or the real fee came to light since, it makes up for that too. */
export function refundOf(payment: Payment, asked: Asked): Refund {
  if (payment.status !== 'succeeded') throw notPaid();
  if (isPlatforms(payment)) throw refundedByBill();
  if (asked.amountMinor > refundableMinor(payment)) throw overRefunded();
  if (asked.amountMinor % stepFor(payment) !== 0) throw refundStep();
  const sofar = sharesUpTo(refundedMinor(payment) + asked.amountMinor, payment.amount.amountMinor, sharesNow(payment));
  const left = (share: keyof Shares) => live(payment).reduce((due, { shares }) => due - shares[share], sofar[share]);
  const shares = { commission: left('commission'), tax: left('tax'), fee: left('fee'), provider: left('provider') };
  return { ...asked, shares, status: isByHand(payment) ? 'done' : 'asked' }; // across the counter, at once
}

/** What the policy gives back of something of which a part is used up. */
export function byPolicy(payment: Payment, unused: { readonly left: number; readonly of: number }, now: Date): number {
  const { amount, succeededAt, refundTiers } = payment;
  if (succeededAt === undefined) throw notPaid();
  if (isPlatforms(payment)) throw refundedByBill();
  const age = now.getTime() - Date.parse(succeededAt);
  const { percent = 0 } = refundTiers.find(({ withinDays }) => age <= days(withinDays)) ?? {};
  const worth = proportion(proportion(amount.amountMinor, unused.left, unused.of), percent, 100);
  const left = Math.min(worth, refundableMinor(payment));
  const given = left - (left % stepFor(payment));
  if (given <= 0) throw nothingToRefund();
  return given;
}

/** From when on the policy gives nothing back: what was paid for is complete. */
export const complete = (paidAt: string, tiers: readonly RefundTier[]): Date =>
  new Date(Date.parse(paidAt) + days(Math.max(0, ...tiers.map(({ withinDays }) => withinDays))));

/** By policy, what is given back is what was not used; an admin may give a part back and leave the use of it. */
export const endsUse = (after: Payment, { by }: Pick<Refund, 'by'>) => by === 'policy' || refundableMinor(after) === 0;

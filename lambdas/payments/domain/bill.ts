import type { GatewayBill } from '#shared/gateways/subscriptions';
import type { Bill } from '../bill-schemas.ts';
import type { Entry } from '../ledger-schemas.ts';
import type { Payment } from '../schemas.ts';
import { TAX_BPS } from './fees.ts';
import { booked, reversed } from './movements.ts';
import { proportion, taxWithin } from './proportion.ts';

/** A bill that was paid, by as much as was really paid: what a credit covered was paid, booked and invoiced before, with the bill
 *  that left the credit. Undefined of one that was not, is of nobody here, or moved no money. */
export function billOf(
  { ref, status, total: { currency }, paidMinor: amountMinor, tags, periodStart, periodEnd, paymentRef }: GatewayBill,
  feeMinor: number | undefined,
  taxBps = TAX_BPS,
): Bill | undefined {
  const { person: personId } = tags;
  if (status !== 'paid' || personId === undefined || amountMinor <= 0) return undefined;
  const total = { amountMinor, currency };
  const known = { ref, personId, gateway: 'stripe' as const, total, taxBps, periodStart, periodEnd };
  return { ...known, paymentRef, feeMinor, recognised: [], refunds: [] };
}

/** The bill after another look at it: the gateway says its fee once, and perhaps later. */
export const seenAgain = (before: Bill, { feeMinor }: Pick<Bill, 'feeMinor'>): Bill => ({
  ...before,
  feeMinor: before.feeMinor ?? feeMinor,
});

/** The bill of a period that was paid ahead: its payment books nothing else. */
export const prepaidBill = (
  { id: ref, payerId: personId, gateway, amount: total, rates, ref: paymentRef, feeMinor }: Payment,
  { from: periodStart, until: periodEnd }: { readonly from: string; readonly until: string },
): Bill => {
  const known = { ref, personId, gateway, total, taxBps: rates.taxBps, periodStart, periodEnd };
  return { ...known, paymentRef, feeMinor, recognised: [], refunds: [] };
};

const netMinor = ({ total, taxBps }: Bill) => total.amountMinor - taxWithin(total.amountMinor, taxBps);
/** Of the refunds that have not failed, a figure. */
export const givenBack = ({ refunds }: Pick<Bill, 'refunds'>, figure: 'amountMinor' | 'taxMinor' | 'deferredMinor') =>
  refunds.filter(({ status }) => status !== 'failed').reduce((sum, refund) => sum + refund[figure], 0);
const recognisedMinor = ({ recognised }: Bill) => recognised.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** Of what was paid ahead, what is neither earned yet nor given back. */
export const unearnedMinor = (bill: Bill) => netMinor(bill) - recognisedMinor(bill) - givenBack(bill, 'deferredMinor');

/** Of what was paid ahead, what has been earned by now: its share of the time, less what went before, and no more than is
 *  left. */
export function recognisedIn(month: string, bill: Bill, now: Date): Bill {
  if (bill.recognised.some((one) => one.month === month)) return bill;
  const [from, to] = [Date.parse(bill.periodStart), Date.parse(bill.periodEnd)];
  const passed = Math.min(Math.max(now.getTime() - from, 0), to - from);
  const target = to > from ? proportion(netMinor(bill), passed, to - from) : netMinor(bill);
  const amountMinor = Math.min(target - recognisedMinor(bill), unearnedMinor(bill));
  return amountMinor <= 0 ? bill : { ...bill, recognised: [...bill.recognised, { month, amountMinor }] };
}

/** A refund that is on its way may come back, and is to be earned then. */
export const isEarned = (bill: Bill) =>
  unearnedMinor(bill) === 0 && !bill.refunds.some(({ status }) => status === 'asked');

/** What a bill has booked follows from how it stands, as with payments. */
export function billEntries(bill: Bill, at: string): Entry[] {
  const { ref, gateway, total, paymentRef = ref, feeMinor = 0, recognised, refunds } = bill;
  const head = (cause: string) => ({ about: ref, cause, currency: total.currency, at, owners: { gateway } });
  const net = netMinor(bill);
  const figures = { amount: total.amountMinor, net, tax: total.amountMinor - net };
  return [
    booked('membership-paid', figures, head(`payment:${paymentRef}`)),
    ...(feeMinor > 0 ? [booked('membership-fee', { fee: feeMinor }, head(`fee:${paymentRef}`))] : []),
    ...recognised.map(({ month, amountMinor }) =>
      booked('membership-recognised', { net: amountMinor }, head(`recognised:${month}`)),
    ),
    ...refunds.flatMap(({ id, amountMinor: amount, taxMinor: tax, deferredMinor, earnedMinor, status }) => {
      const figures = { amount, tax, deferred: deferredMinor, earned: earnedMinor };
      const entry = booked('membership-refunded', figures, head(`refund:${id}`));
      return status === 'failed' ? [entry, reversed(entry, at)] : [entry];
    }),
  ];
}

export function newBillEntries(before: Bill | undefined, after: Bill, at: string): Entry[] {
  const stands = new Set(before && billEntries(before, at).map(({ cause }) => cause));
  return billEntries(after, at).filter(({ cause }) => !stands.has(cause));
}

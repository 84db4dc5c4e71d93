import type { GatewayBill } from '#shared/gateways/subscriptions';
import type { Bill, Entry } from '../schemas.ts';
import { TAX_BPS } from './fees.ts';
import { booked } from './movements.ts';
import { proportion, taxWithin } from './proportion.ts';

/** A bill that was paid; undefined of one that was not, is of nobody here, or asked for nothing. */
export function billOf(
  { ref, status, total, tags, periodStart, periodEnd, paymentRef }: GatewayBill,
  feeMinor: number | undefined,
): Bill | undefined {
  const { person: personId } = tags;
  if (status !== 'paid' || personId === undefined || total.amountMinor <= 0) return undefined;
  const known = { ref, personId, gateway: 'stripe' as const, total, taxBps: TAX_BPS, periodStart, periodEnd };
  return { ...known, paymentRef, feeMinor, recognised: [] };
}

const netMinor = ({ total, taxBps }: Bill) => total.amountMinor - taxWithin(total.amountMinor, taxBps);
const recognisedMinor = ({ recognised }: Bill) => recognised.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** Of what was paid ahead, what has been earned by now: its share of the time, less what went before. */
export function recognisedIn(month: string, bill: Bill, now: Date): Bill {
  if (bill.recognised.some((one) => one.month === month)) return bill;
  const [from, to] = [Date.parse(bill.periodStart), Date.parse(bill.periodEnd)];
  const passed = Math.min(Math.max(now.getTime() - from, 0), to - from);
  const target = to > from ? proportion(netMinor(bill), passed, to - from) : netMinor(bill);
  const amountMinor = target - recognisedMinor(bill);
  return amountMinor === 0 ? bill : { ...bill, recognised: [...bill.recognised, { month, amountMinor }] };
}

export const isEarned = (bill: Bill) => recognisedMinor(bill) === netMinor(bill);

/** What a bill has booked follows from how it stands, as with payments. */
export function billEntries(bill: Bill, at: string): Entry[] {
  const { ref, gateway, total, paymentRef = ref, feeMinor = 0, recognised } = bill;
  const head = (cause: string) => ({ about: ref, cause, currency: total.currency, at, owners: { gateway } });
  const net = netMinor(bill);
  const figures = { amount: total.amountMinor, net, tax: total.amountMinor - net };
  return [
    booked('membership-paid', figures, head(`payment:${paymentRef}`)),
    ...(feeMinor > 0 ? [booked('membership-fee', { fee: feeMinor }, head(`fee:${paymentRef}`))] : []),
    ...recognised.map(({ month, amountMinor }) =>
      booked('membership-recognised', { net: amountMinor }, head(`recognised:${month}`)),
    ),
  ];
}

export function newBillEntries(before: Bill | undefined, after: Bill, at: string): Entry[] {
  const stands = new Set(before && billEntries(before, at).map(({ cause }) => cause));
  return billEntries(after, at).filter(({ cause }) => !stands.has(cause));
}

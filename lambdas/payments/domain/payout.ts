import { failure } from '#shared/failure';
import { stepOf } from '#shared/gateways/payable';
import type { Hold, Line, Payout, Seller } from '../schemas.ts';

export const noPayoutsThere = failure('no_payouts_there', 422, 'The gateway pays nobody out there', {
  field: 'country',
});

/** What a provider has coming in one currency. */
export interface Due {
  readonly currency: string;
  /** Earned, complete, and past its hold. */
  readonly readyMinor: number;
  /** Earned, and not yet so far. */
  readonly laterMinor: number;
  /** Kept back while a dispute is open. */
  readonly heldMinor: number;
  /** What the provider owes for what they were paid in person. */
  readonly owedMinor: number;
  /** Of that, what is taken out of what is ready. */
  readonly nettedMinor: number;
  readonly payoutMinor: number;
}

const sum = (some: readonly { readonly amountMinor: number }[]) =>
  some.reduce((total, { amountMinor }) => total + amountMinor, 0);

/** By currency, since no two are ever added up. A payment counts as a whole: what of it was given back before it was ready
 *  takes nothing from another. What is owed to us counts at once. */
export function dueTo(payable: readonly Line[], receivable: readonly Line[], holds: readonly Hold[], now: Date): Due[] {
  const currencies = new Set([...payable, ...receivable].map(({ currency }) => currency));
  return [...currencies].sort().map((currency) => {
    const mine = <T extends { currency: string }>(some: readonly T[]) =>
      some.filter((one) => one.currency === currency);
    const earned = [...Map.groupBy(mine(payable), ({ about }) => about).values()].map((some) => {
      const amountMinor = -sum(some);
      return { amountMinor, isReady: amountMinor < 0 || some.every((line) => isDue(line, now)) };
    });
    const readyMinor = sum(earned.filter(({ isReady }) => isReady));
    const laterMinor = sum(earned.filter(({ isReady }) => !isReady));
    const heldMinor = sum(mine(holds.map(({ amount }) => amount)));
    const owedMinor = sum(mine(receivable));
    const free = Math.max(0, readyMinor - heldMinor);
    const nettedMinor = Math.min(free, Math.max(0, owedMinor));
    return { currency, readyMinor, laterMinor, heldMinor, owedMinor, nettedMinor, payoutMinor: free - nettedMinor };
  });
}

/** What a provider still owes of what they were paid in person. */
export const leftOwing = ({ currency, owedMinor, nettedMinor }: Due) => ({
  amountMinor: Math.max(0, owedMinor) - nettedMinor,
  currency,
});

const isDue = ({ dueAt }: Line, now: Date) => dueAt === undefined || Date.parse(dueAt) <= now.getTime();

/** None for whom the gateway does not pay yet, and none of nothing. */
export function payoutsOf(
  { providerId, accountRef, payoutsEnabled }: Seller,
  { currency, payoutMinor, nettedMinor }: Due,
  month: string,
  at: string,
  newId: (prefix: string) => string,
): Payout[] {
  const amountMinor = payoutMinor - (payoutMinor % stepOf('stripe', currency));
  if (!payoutsEnabled || accountRef === undefined || amountMinor + nettedMinor === 0) return [];
  const status = amountMinor > 0 ? 'asked' : 'paid';
  const amount = { amountMinor, currency };
  return [{ id: newId('out'), providerId, month, gateway: 'stripe', accountRef, amount, nettedMinor, status, at }];
}

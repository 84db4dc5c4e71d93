import { failure } from '#shared/failure';
import { stepOf, unpayable } from '#shared/gateways/payable';
import type { Line } from '../ledger-schemas.ts';
import type { Hold, Payout, PayoutAccount, Seller } from '../seller-schemas.ts';

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

/** What a provider still owes of what they were paid in person, after what their payouts have netted. */
export function leftOwing({ currency, owedMinor }: Due, paid: readonly Payout[]) {
  const netted = paid.find(({ amount }) => amount.currency === currency)?.nettedMinor ?? 0;
  return { amountMinor: Math.max(0, owedMinor) - netted, currency };
}

const isDue = ({ dueAt }: Line, now: Date) => dueAt === undefined || Date.parse(dueAt) <= now.getTime();

interface Payee {
  readonly gateway: PayoutAccount['gateway'];
  readonly accountRef: string;
}

/** Where a provider is paid: by Stripe once they have told it all, or where they rather have it. Of an account of PayPal's
 *  nobody says beforehand whether it will take the money. */
export function payeeOf({ accountRef, payoutsEnabled, paypalId }: Seller): Payee | undefined {
  if (paypalId !== undefined) return { gateway: 'paypal', accountRef: paypalId };
  return payoutsEnabled && accountRef !== undefined ? { gateway: 'stripe', accountRef } : undefined;
}

/** The same, as they are shown it. */
export const payoutAccount = (seller: Seller): PayoutAccount => ({
  gateway: seller.paypalId === undefined ? 'stripe' : 'paypal',
  payoutsEnabled: payeeOf(seller) !== undefined,
});

/** So much of it as the gateway can send: in whole steps, and nothing in a currency that it does not know. */
function sendable(gateway: Payee['gateway'], { currency, payoutMinor }: Due): number {
  const amountMinor = payoutMinor - (payoutMinor % stepOf(gateway, currency));
  return unpayable(gateway, { amountMinor, currency }) === 'currency_not_supported' ? 0 : amountMinor;
}

/** None for whom the gateway does not pay yet, and none of nothing. */
export function payoutsOf(
  seller: Seller,
  due: Due,
  month: string,
  at: string,
  newId: (prefix: string) => string,
): Payout[] {
  const { currency, nettedMinor } = due;
  const payee = payeeOf(seller);
  const amountMinor = payee === undefined ? 0 : sendable(payee.gateway, due);
  if (payee === undefined || amountMinor + nettedMinor === 0) return [];
  const status = amountMinor > 0 ? 'asked' : 'paid';
  const amount = { amountMinor, currency };
  const { providerId } = seller;
  return [{ id: newId('out'), providerId, month, ...payee, amount, nettedMinor, status, at }];
}

import type { Entry, Payout } from '../schemas.ts';
import { booked, reversed } from './movements.ts';

/** What a payout books follows from how it stands, as with payments. It is booked when it is asked for, so that nothing is
 *  paid out twice, and reversed if it fails; what was netted stays so. */
export function payoutEntries({ id, providerId, gateway, amount, nettedMinor, status }: Payout, at: string): Entry[] {
  const head = (cause: string) => ({
    about: id,
    cause,
    currency: amount.currency,
    at,
    owners: { gateway, provider: providerId },
  });
  const netted = nettedMinor > 0 ? [booked('netted', { amount: nettedMinor }, head('netted'))] : [];
  if (amount.amountMinor === 0) return netted;
  const paid = booked('paid-out', { amount: amount.amountMinor }, head('paid-out'));
  return [...netted, paid, ...(status === 'failed' ? [reversed(paid, at)] : [])];
}

export function newPayoutEntries(before: Payout, after: Payout, at: string): Entry[] {
  const stands = new Set(payoutEntries(before, at).map(({ cause }) => cause));
  return payoutEntries(after, at).filter(({ cause }) => !stands.has(cause));
}

import type { Entry } from '../ledger-schemas.ts';
import type { Payout } from '../seller-schemas.ts';
import { booked, reversed } from './movements.ts';

/** What a payout books follows from how it stands, as with payments. It is booked when it is asked for, so that nothing is
 *  paid out twice, and reversed if it fails; what was netted stays so, and what the gateway took for sending it. */
export function payoutEntries(
  { id, providerId, gateway, amount, nettedMinor, status, feeMinor = 0 }: Payout,
  at: string,
): Entry[] {
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
  const fee = feeMinor > 0 ? [booked('payout-fee', { fee: feeMinor }, head('payout-fee'))] : [];
  return [...netted, paid, ...fee, ...(status === 'failed' ? [reversed(paid, at)] : [])];
}

export function newPayoutEntries(before: Payout, after: Payout, at: string): Entry[] {
  const stands = new Set(payoutEntries(before, at).map(({ cause }) => cause));
  return payoutEntries(after, at).filter(({ cause }) => !stands.has(cause));
}

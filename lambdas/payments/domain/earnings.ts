import { failure } from '#shared/failure';
import type { Earnings, Entry, Line, Movement } from '../schemas.ts';
import { booked } from './movements.ts';
import { debtOf } from './payout.ts';

export const nothingOwed = failure('nothing_owed', 409, 'This provider owes nothing');
export const debtTooYoung = failure('debt_too_young', 409, 'A debt is written off after ninety days without a break');

/** What moves a provider's share about and earns nothing. */
const MOVES: ReadonlySet<Movement> = new Set(['paid-out', 'netted', 'written-off', 'reversed']);

/** A payout that failed is no earning; a refund that failed is one again, as is a dispute that turned out to be ours. */
export const isEarning = ({ movement, cause }: Pick<Line, 'movement' | 'cause'>) =>
  !MOVES.has(movement) || /^(refund|outside|dispute):/.test(cause);

/** What the lines of a month earned, by currency. */
export function earnedIn(month: string, lines: readonly Line[]): Pick<Earnings, 'month' | 'earned' | 'payments'> {
  const earning = lines.filter((line) => line.at.startsWith(month) && isEarning(line));
  return {
    month,
    earned: [...Map.groupBy(earning, ({ currency }) => currency)].map(([currency, some]) => ({
      currency,
      amountMinor: some.reduce((sum, { amountMinor }) => sum - amountMinor, 0),
    })),
    payments: earning.filter(({ movement }) => movement === 'paid').length,
  };
}

/** An admin lets go of what a provider will not pay any more. */
export function writtenOff(
  { id, providerId, currency }: { readonly id: string; readonly providerId: string; readonly currency: string },
  payable: readonly Line[],
  receivable: readonly Line[],
  now: Date,
): Entry {
  const mine = (some: readonly Line[]) => some.filter((line) => line.currency === currency);
  const { overpaidMinor: overpaid, owedMinor: owed, isOld } = debtOf(mine(payable), mine(receivable), now);
  if (overpaid + owed === 0) throw nothingOwed();
  if (!isOld) throw debtTooYoung();
  const head = { about: id, cause: 'written-off', currency, at: now.toISOString(), owners: { provider: providerId } };
  return booked('written-off', { amount: overpaid + owed, overpaid, owed }, head);
}

import type { Earnings, Line, Movement } from '../schemas.ts';

/** What moves a provider's share about and earns nothing. */
const MOVES: ReadonlySet<Movement> = new Set(['paid-out', 'netted', 'written-off', 'debt-paid', 'reversed']);

/** What the lines of a month earned, by currency. A payout that failed is no earning; a refund that failed is one again, as is a
 *  dispute that turned out to be ours. */
export function earnedIn(month: string, lines: readonly Line[]): Pick<Earnings, 'month' | 'earned' | 'payments'> {
  const earning = lines.filter(
    ({ at, movement, cause }) =>
      at.startsWith(month) && (!MOVES.has(movement) || /^(refund|outside|dispute):/.test(cause)),
  );
  return {
    month,
    earned: [...Map.groupBy(earning, ({ currency }) => currency)].map(([currency, some]) => ({
      currency,
      amountMinor: some.reduce((sum, { amountMinor }) => sum - amountMinor, 0),
    })),
    payments: earning.filter(({ movement }) => movement === 'paid').length,
  };
}

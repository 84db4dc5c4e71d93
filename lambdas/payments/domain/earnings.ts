import type { Line, Movement } from '../ledger-schemas.ts';
import type { Earnings } from '../seller-schemas.ts';

/** What moves a provider's share about and earns nothing. */
const MOVES: ReadonlySet<Movement> = new Set(['paid-out', 'netted', 'written-off', 'debt-paid', 'reversed']);

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

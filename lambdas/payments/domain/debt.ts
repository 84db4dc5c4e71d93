import { failure } from '#shared/failure';
import type { Money } from '#shared/money';
import { days } from '#shared/time';
import type { Entry, Line } from '../ledger-schemas.ts';
import { booked } from './movements.ts';

/* What a provider owes the platform: commissions on what they were paid themselves, and what they were paid out and had to
 * give back since. It is netted from the next payout (payout.ts), paid to our bank, or written off. */

export const nothingOwed = failure('nothing_owed', 409, 'This provider owes nothing');
export const debtTooYoung = failure('debt_too_young', 409, 'A debt is written off after ninety days without a break');
export const moreThanOwed = failure('more_than_owed', 422, 'That is more than this provider owes', { field: 'amount' });
export const bookedAlready = failure('booked_already', 409, 'What came in under this reference is in the books');

/** All that was ever booked of a provider, in every currency. */
interface Lines {
  readonly payable: readonly Line[];
  readonly receivable: readonly Line[];
}

const OLD = days(90);

/** What a provider owes in a currency: what they were overpaid, and commissions. Old is what has stood for ninety days without
 *  a break. */
function debtOf({ payable, receivable }: Lines, currency: string, now: Date) {
  const [mine, theirs] = [payable, receivable].map((some) => some.filter((line) => line.currency === currency));
  const [overpaidMinor, owedMinor] = [balance(mine!), balance(theirs!)].map((minor) => Math.max(0, minor));
  const isOld = [mine!, theirs!].some((lines) => now.getTime() - owedSince(lines) >= OLD);
  return { overpaidMinor: overpaidMinor!, owedMinor: owedMinor!, isOld };
}

const balance = (lines: readonly Line[]) => lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** Since when the account has been above zero, up to its last line. */
function owedSince(lines: readonly Line[]): number {
  let [balance, since] = [0, Number.POSITIVE_INFINITY];
  for (const { amountMinor, at } of lines.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    balance += amountMinor;
    if (balance <= 0) since = Number.POSITIVE_INFINITY;
    else since = Math.min(since, Date.parse(at));
  }
  return since;
}

/** An admin lets go of what a provider will not pay any more. */
export function writtenOff(
  { id, providerId, currency }: { readonly id: string; readonly providerId: string; readonly currency: string },
  lines: Lines,
  now: Date,
): Entry {
  const { overpaidMinor: overpaid, owedMinor: owed, isOld } = debtOf(lines, currency, now);
  if (overpaid + owed === 0) throw nothingOwed();
  if (!isOld) throw debtTooYoung();
  const head = { about: id, cause: 'written-off', currency, at: now.toISOString(), owners: { provider: providerId } };
  return booked('written-off', { amount: overpaid + owed, overpaid, owed }, head);
}

export interface DebtPayment {
  readonly providerId: string;
  readonly amount: Money;
  /** As the bank calls what came in. */
  readonly reference: string;
}

/** What came in at our bank of what a provider owes: what they were overpaid first. It is booked under the bank's reference, so
 *  once. */
export function debtPaid({ providerId, amount, reference }: DebtPayment, lines: Lines, now: Date): Entry {
  const { amountMinor, currency } = amount;
  const cause = `debt-paid:${reference}`;
  const isBooked = (line: Line) => line.about === providerId && line.cause === cause;
  if (lines.payable.some(isBooked) || lines.receivable.some(isBooked)) throw bookedAlready();
  const { overpaidMinor, owedMinor } = debtOf(lines, currency, now);
  if (overpaidMinor + owedMinor === 0) throw nothingOwed();
  if (amountMinor > overpaidMinor + owedMinor) throw moreThanOwed();
  const overpaid = Math.min(overpaidMinor, amountMinor);
  const figures = { amount: amountMinor, overpaid, owed: amountMinor - overpaid };
  const head = { about: providerId, cause, currency, at: now.toISOString(), owners: { provider: providerId } };
  return booked('debt-paid', figures, head);
}

import { failure } from '#shared/failure';
import { monthsAfter } from '#shared/time';
import type { Cost, CostView, Entry } from '../ledger-schemas.ts';
import { booked, reversed } from './movements.ts';

export const monthAhead = failure('month_ahead', 422, 'That month has not begun', { field: 'month' });
export const saidTooOften = failure('said_too_often', 409, 'This cost was corrected a hundred times: look into it');

const CORRECTED_AT_MOST = 100;

type Asked = Pick<Cost, 'month' | 'kind' | 'currency'>;

/** Of one month, kind and currency there is one. */
export const costId = ({ month, kind, currency }: Asked) => `cst_${month}-${kind}-${currency}`;

export function checkMonth(month: string, now: Date): void {
  if (month > now.toISOString().slice(0, 7)) throw monthAhead();
}

/** As it stands when somebody has said so much; the same, where that is what was said last. */
export function saidOf<C extends Cost>(before: C, one: Cost['said'][number]): C {
  if (before.said.at(-1)!.amountMinor === one.amountMinor) return before;
  if (before.said.length > CORRECTED_AT_MOST) throw saidTooOften();
  return { ...before, said: [...before.said, one] };
}

/** What a cost has booked follows from what was said of it, as with payments. It is the month's, whenever it was said: so it
 *  is booked in its last moment. What was corrected is booked back. */
export function costEntries({ id, month, currency, said }: Cost): Entry[] {
  const at = new Date(Date.parse(monthsAfter(`${month}-01`, 1)) - 1).toISOString();
  return said.flatMap(({ amountMinor: amount }, index) => {
    if (amount === 0) return [];
    const entry = booked('cost', { amount }, { about: id, cause: `said:${index + 1}`, currency, at, owners: {} });
    return index === said.length - 1 ? [entry] : [entry, reversed(entry, at)];
  });
}

export function newCostEntries(before: Cost | undefined, after: Cost): Entry[] {
  const stands = new Set(before && costEntries(before).map(({ cause }) => cause));
  return costEntries(after).filter(({ cause }) => !stands.has(cause));
}

export function shownCost({ month, kind, currency, said }: Cost): CostView {
  const { amountMinor, by, at } = said.at(-1)!;
  return { month, kind, amount: { amountMinor, currency }, by, at };
}

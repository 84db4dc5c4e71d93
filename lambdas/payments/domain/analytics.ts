import { dayAfter, daysBetween } from '#shared/time';
import type { Document } from '../document-schemas.ts';
import type { Line } from '../ledger-schemas.ts';
import type { Earned, EarningsAnalytics, Sold } from '../seller-schemas.ts';
import { isEarning } from './earnings.ts';
import { proportion } from './proportion.ts';
import type { Span } from './report.ts';

type By = EarningsAnalytics['by'];

/** An invoice or credit note of a provider's, whether or not it has its number yet. */
export type Sale = Pick<Document, 'cause' | 'kind' | 'gross' | 'recipientId' | 'subject' | 'kept'> & {
  readonly at: string;
};

const A_MONDAY = '1970-01-05';

/** The day with which begins what a day belongs to. */
const STARTS: Readonly<Record<By, (day: string) => string>> = {
  day: (day) => day,
  week: (day) => dayAfter(day, -(((daysBetween(A_MONDAY, day) % 7) + 7) % 7)),
  month: (day) => `${day.slice(0, 7)}-01`,
};

/** Every one that has a day of the span, also where nothing happened. */
function startsIn({ from, to }: Span, by: By): string[] {
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => dayAfter(from, index));
  return [...new Set(days.map(STARTS[by]))];
}

const sum = <T>(some: readonly T[], of: (one: T) => number) => some.reduce((total, one) => total + of(one), 0);
const isPayment = ({ cause }: Sale) => cause.endsWith(':paid:provider');
/** What was given back, and what a bank has sent back of that. */
const isBack = (sale: Sale) => !isPayment(sale);
/** A credit note takes away. */
const signed = (of: (sale: Sale) => number) => (sale: Sale) => (sale.kind === 'invoice' ? of(sale) : -of(sale));

function sold(sales: readonly Sale[]): Sold {
  const paid = sales.filter(isPayment);
  const salesMinor = sum(paid, ({ gross }) => gross.amountMinor);
  return {
    salesMinor,
    refundsMinor:
      0 -
      sum(
        sales.filter(isBack),
        signed(({ gross }) => gross.amountMinor),
      ),
    commissionMinor: sum(
      sales,
      signed(({ kept }) => kept?.commissionMinor ?? 0),
    ),
    payments: paid.length,
    payers: new Set(paid.map(({ recipientId }) => recipientId)).size,
    averageMinor: paid.length > 0 ? proportion(salesMinor, 1, paid.length) : undefined,
  };
}

function earned(sales: readonly Sale[], payable: readonly Line[]): Earned {
  const inPerson = sales.filter(({ kept }) => kept?.inPerson);
  const moved = (some: readonly Line[]) => sum(some, ({ amountMinor }) => amountMinor);
  return {
    ...sold(sales),
    feesMinor:
      sum(
        sales,
        signed(({ kept }) => kept?.feeMinor ?? 0),
      ) + moved(payable.filter(({ movement }) => movement === 'fee-known')),
    inPersonMinor: sum(
      inPerson,
      signed(({ gross, kept }) => gross.amountMinor - kept!.commissionMinor),
    ),
    earnedMinor: 0 - moved(payable.filter(isEarning)),
    payoutsMinor: moved(payable.filter(({ cause }) => /^paid-out\b/.test(cause))),
  };
}

/** What was sold and earned in a span, by the lines and documents of that time: of each currency, since no two are added up. */
export function analyticsOf(
  span: Span,
  by: By,
  sales: readonly Sale[],
  payable: readonly Line[],
  titles: ReadonlyMap<string, string>,
): EarningsAnalytics {
  const startOf = (one: { readonly at: string }) => STARTS[by](one.at.slice(0, 10));
  const isIn = ({ at }: { readonly at: string }) => at >= span.since && at < span.until;
  const starts = startsIn(span, by);
  const bought = Map.groupBy(sales.filter(isIn), ({ gross }) => gross.currency);
  const moved = Map.groupBy(payable.filter(isIn), ({ currency }) => currency);
  const currencies = [...new Set([...bought.keys(), ...moved.keys()])].sort().map((currency) => {
    const [some, lines] = [bought.get(currency) ?? [], moved.get(currency) ?? []];
    const [then, movedThen] = [Map.groupBy(some, startOf), Map.groupBy(lines, startOf)];
    return {
      currency,
      total: earned(some, lines),
      series: starts.map((from) => ({ from, ...earned(then.get(from) ?? [], movedThen.get(from) ?? []) })),
      packs: bySubject(some, titles),
    };
  });
  return { from: span.from, to: span.to, by, currencies };
}

const bySubject = (sales: readonly Sale[], titles: ReadonlyMap<string, string>) =>
  [...Map.groupBy(sales, ({ subject }) => subject?.id)]
    .flatMap(([id, some]) => (id === undefined ? [] : [{ id, title: titles.get(id), ...sold(some) }]))
    .sort((one, other) => other.salesMinor - one.salesMinor || (one.id < other.id ? -1 : 1));

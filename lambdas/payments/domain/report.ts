import { failure } from '#shared/failure';
import type { Document } from '../document-schemas.ts';
import type { Account, FinanceReport, Line, Movement } from '../ledger-schemas.ts';

export const spanWrong = failure('span_wrong', 422, 'A report is of one day to 366, the last not before the first', {
  field: 'to',
});

/** Days, both of them included, and the instants at which they begin and end (UTC). */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly since: string;
  readonly until: string;
}
const LONGEST = 366;
const DAY = 86_400_000;

export function spanOf({ from, to }: { readonly from: string; readonly to: string }): Span {
  const count = (Date.parse(to) - Date.parse(from)) / DAY + 1;
  if (count < 1 || count > LONGEST) throw spanWrong();
  const midnight = (ms: number) => new Date(ms).toISOString();
  return { from, to, since: midnight(Date.parse(from)), until: midnight(Date.parse(to) + DAY) };
}

type Reported = FinanceReport['currencies'][number];
type AccountIn = Reported['accounts'][number];
type Figure = Reported['figures'][number];

/** Every account but those of providers, and whose it is. */
export const PLATFORM_ACCOUNTS: readonly (readonly [Account, string])[] = [
  ...(['stripe', 'paypal', 'kaspi'] as const).map((gateway) => ['gateway-clearing', gateway] as const),
  ...(
    ['commission', 'fees', 'tax', 'deferred-revenue', 'revenue', 'disputes', 'write-off', 'bank', 'costs'] as const
  ).map((account) => [account, 'platform'] as const),
];

/** By currency, from all lines up to the end of that time. */
export function financeIn(
  span: Span,
  lines: readonly Line[],
  figuresOf: (currency: string, accounts: readonly AccountIn[]) => Figure[],
): FinanceReport {
  const { from, to } = span;
  const byCurrency = [...Map.groupBy(lines, ({ currency }) => currency)].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const currencies = byCurrency.map(([currency, some]) => {
    const accounts = accountsIn(span, some);
    return { currency, figures: figuresOf(currency, accounts), accounts };
  });
  return { from, to, currencies };
}

const sum = (some: readonly { readonly amountMinor: number }[]) =>
  some.reduce((total, { amountMinor }) => total + amountMinor, 0);

/** What lay in each account, what moved it, and what lies there: of one currency, by all its lines up to then. */
function accountsIn({ since }: Span, lines: readonly Line[]): AccountIn[] {
  return [...Map.groupBy(lines, ({ account, of }) => `${account} ${of}`).values()].map((some) => {
    const [{ account, of }] = some as [Line, ...Line[]];
    const movementOf = undoing(some);
    const moved = Map.groupBy(
      some.filter(({ at }) => at >= since),
      movementOf,
    );
    return {
      account,
      of,
      openingMinor: sum(some.filter(({ at }) => at < since)),
      closingMinor: sum(some),
      movements: [...moved].map(([movement, all]) => ({ movement, amountMinor: sum(all) })),
    };
  });
}

/** What was booked back counts against the movement that it undoes, so that what failed comes to nothing. */
function undoing(lines: readonly Line[]): (line: Line) => Movement {
  const booked = new Map(lines.map(({ about, cause, movement }) => [`${about} ${cause}`, movement]));
  return ({ about, cause, movement }) => booked.get(`${about} ${cause.replace(/:reversed$/, '')}`) ?? movement;
}

/** What moved an account in that time, by some movements or by all. */
const movedIn =
  (accounts: readonly AccountIn[]) =>
  (account: Account, ...movements: Movement[]) =>
    sum(
      accounts
        .filter((one) => one.account === account)
        .flatMap((one) => one.movements)
        .filter(({ movement }) => movements.length === 0 || movements.includes(movement)),
    );

/** The platform's own: what it made of its sales, and what is left of that when it has been run. */
export function platformFigures(accounts: readonly AccountIn[]): Figure[] {
  const moved = movedIn(accounts);
  const figures = {
    sales: moved('gateway-clearing', 'paid'),
    memberships: moved('gateway-clearing', 'membership-paid'),
    refunds: -moved('gateway-clearing', 'refunded', 'refunded-elsewhere', 'membership-refunded'),
    fees: -moved('gateway-clearing', 'fee-known', 'membership-fee', 'dispute-fee', 'payout-fee'),
    payouts: -moved('gateway-clearing', 'paid-out'),
    commission: -moved('commission'),
    revenue: -moved('revenue'),
    tax: -moved('tax'),
    'fees-borne': moved('fees'),
    losses: moved('write-off'),
  };
  const result = figures.commission + figures.revenue - figures['fees-borne'] - figures.losses;
  // All accounts sum to zero: what lies in the others is what providers are owed, less what they owe.
  const owed = accounts.reduce((total, { closingMinor }) => total + closingMinor, 0);
  const costs = moved('costs');
  return named({ ...figures, result, 'owed-to-providers': owed, costs, profit: result - costs });
}

const NO_EARNING: readonly Movement[] = ['paid-out', 'netted', 'written-off', 'debt-paid'];

/** A provider's own: what they sold by their documents, what was theirs of it by the ledger. */
export function providerFigures(
  accounts: readonly AccountIn[],
  issued: readonly Document[],
  received: readonly Document[],
): Figure[] {
  const moved = movedIn(accounts);
  const gross = (some: readonly Document[]) => some.reduce((total, { gross }) => total + gross.amountMinor, 0);
  const tax = (some: readonly Document[]) => some.reduce((total, { taxMinor }) => total + taxMinor, 0);
  const invoices = (some: readonly Document[]) => some.filter(({ kind }) => kind === 'invoice');
  const notes = (some: readonly Document[]) => some.filter(({ kind }) => kind === 'credit-note');
  const commissions = received.filter(({ what }) => what === 'commission');
  return named({
    sales: gross(invoices(issued)),
    refunds: gross(notes(issued)),
    tax: tax(invoices(issued)) - tax(notes(issued)),
    commission: gross(invoices(commissions)) - gross(notes(commissions)),
    earned: moved('provider-payable', ...NO_EARNING) - moved('provider-payable'),
    payouts: moved('provider-payable', 'paid-out'),
    netted: moved('provider-payable', 'netted'),
  });
}

const named = (figures: Partial<Record<Figure['figure'], number>>): Figure[] =>
  Object.entries(figures).map(([figure, amountMinor]) => ({
    figure: figure as Figure['figure'],
    amountMinor: amountMinor || 0, // of nothing, no less than nothing
  }));

/** The same as rows of a sheet. */
export const sheetOf = ({ currencies }: FinanceReport): (string | number)[][] => [
  ['currency', 'account', 'of', 'what', 'amountMinor'],
  ...currencies.flatMap(({ currency, figures, accounts }) => [
    ...figures.map(({ figure, amountMinor }) => [currency, '', '', figure, amountMinor]),
    ...accounts.flatMap(({ account, of, openingMinor, movements, closingMinor }) => [
      [currency, account, of, 'opening', openingMinor],
      ...movements.map(({ movement, amountMinor }) => [currency, account, of, movement, amountMinor]),
      [currency, account, of, 'closing', closingMinor],
    ]),
  ]),
];

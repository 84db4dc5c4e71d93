import type { Bill } from '#lambdas/payments/bill-schemas';
import type { Document, DueDocument } from '#lambdas/payments/document-schemas';
import {
  billDocumentsOf,
  billEntries,
  costEntries,
  documentsOf,
  entriesOf,
  isByHand,
  payoutEntries,
} from '#lambdas/payments/index';
import type { Cost, Entry, Line, Movement } from '#lambdas/payments/ledger-schemas';
import type { CreditMove, Holding } from '#lambdas/payments/pack-schemas';
import * as records from '#lambdas/payments/records';
import type { Payment, Unsettled } from '#lambdas/payments/schemas';
import type { Hold, Payout } from '#lambdas/payments/seller-schemas';

/* Works the books out again: every entry from how its payment or payout stands, every balance from its lines, sessions left
 * from what came and went, numbers from the first one on. */

/** A row of the table, as far as it matters here. */
export interface Row {
  readonly entity?: string;
  readonly data?: unknown;
  readonly pk?: string;
  readonly sk?: string;
}

export interface Checked {
  /** By account, whose it is, and currency. */
  readonly balances: Readonly<Record<string, number>>;
  readonly entries: number;
  /** What is not as it follows from the rest. */
  readonly differences: readonly string[];
}

export function checked(rows: readonly Row[]): Checked {
  const of = <T>({ name }: { readonly name: string }) =>
    rows.filter(({ entity }) => entity === name).map(({ data }) => data as T);
  const entries = of<Entry>(records.entries);
  const lines = of<Line>(records.lines);
  const [payments, payouts] = [of<Payment>(records.payments), of<Payout>(records.payouts)];
  const documents = of<Document>(records.documents);
  const implied = [
    ...payments.map(entriesImplied(entriesOf)),
    ...payouts.map(entriesImplied(payoutEntries)),
    ...of<Bill>(records.bills).map(entriesImplied(billEntries)),
    ...of<Cost>(records.costs).map(entriesImplied(costEntries)),
  ];
  return {
    balances: balancesOf(lines),
    entries: entries.length,
    differences: [
      ...entries.flatMap(unbalanced),
      ...compared('line', linesIn(entries), lines.map(lineText)),
      ...implied.flatMap(({ wrong }) => wrong ?? []),
      ...compared(
        'entry',
        implied.flatMap(({ entries = [] }) => entries.map(text)),
        booked(entries),
      ),
      ...payments.flatMap(overRefunded),
      ...compared('hold', payments.flatMap(holdsOf), of<Hold>(records.holds).map(holdText)),
      ...compared(
        'wait for a gateway',
        [
          ...payments.flatMap(waitsOf),
          ...of<Bill>(records.bills).flatMap(refundsAsked),
          ...payouts.filter(({ status }) => status === 'asked').map(({ id }) => id),
        ],
        of<Unsettled>(records.unsettled).map(({ id }) => id),
      ),
      ...credits(of<Holding>(records.holdings), of<CreditMove>(records.creditMoves)),
      ...compared(
        'document',
        [
          ...payments.flatMap((payment) => documentsOf(payment, '')),
          ...of<Bill>(records.bills).flatMap((bill) => billDocumentsOf(bill, '')),
        ].map(({ cause }) => cause),
        [...documents, ...of<DueDocument>(records.dueDocuments)].map(({ cause }) => cause),
      ),
      ...gaps(documents),
      ...PLACED.flatMap((entity) => rows.filter((row) => row.entity === entity.name).flatMap(misplaced(entity))),
    ],
  };
}

const sum = (some: readonly { readonly amountMinor: number }[]) =>
  some.reduce((total, { amountMinor }) => total + amountMinor, 0);

function balancesOf(lines: readonly Line[]): Record<string, number> {
  const accounts = Map.groupBy(lines, ({ account, of, currency }) => `${account} of ${of}, ${currency}`);
  return Object.fromEntries([...accounts].map(([name, some]) => [name, sum(some)] as const).sort());
}

const unbalanced = ({ about, cause, lines }: Entry) =>
  sum(lines) === 0 ? [] : [`${about} ${cause} is off by ${sum(lines)}`];

const lineText = ({ about, cause, movement, at, dueAt = '', account, of, currency, amountMinor }: Line) =>
  `${about} ${cause} ${movement} at ${at}, due ${dueAt}: ${account} of ${of} ${amountMinor} ${currency}`;
const linesIn = (entries: readonly Entry[]) =>
  entries.flatMap(({ lines, ...head }) => lines.map((side) => lineText({ ...head, ...side })));

const text = (entry: Entry) =>
  `${entry.about} ${entry.cause} ${entry.movement}, due ${entry.dueAt ?? ''}: ${entry.lines
    .map(({ account, of, amountMinor }) => `${account} of ${of} ${amountMinor} ${entry.currency}`)
    .sort()
    .join(', ')}`;

/** Figures that do not balance make no entry: that, too, is a difference. */
const entriesImplied =
  <T>(entriesOf: (one: T, at: string) => Entry[]) =>
  (one: T): { readonly entries?: Entry[]; readonly wrong?: string } => {
    try {
      return { entries: entriesOf(one, '') };
    } catch (error) {
      return { wrong: (error as Error).message };
    }
  };
/** What an admin booked, and what the gateway paid our bank, stand for themselves. */
const BY_ITSELF: ReadonlySet<Movement> = new Set(['written-off', 'debt-paid', 'settled-to-bank']);
const booked = (entries: readonly Entry[]) => entries.filter(({ movement }) => !BY_ITSELF.has(movement)).map(text);

/** What should be there and is not, and what is there and should not be; once each. */
function compared(what: string, should: readonly string[], is: readonly string[]): string[] {
  return [
    ...less(should, is).map((one) => `${what} missing: ${one}`),
    ...less(is, should).map((one) => `${what} of nothing: ${one}`),
  ];
}

function less(some: readonly string[], others: readonly string[]): string[] {
  const left = new Map([...Map.groupBy(others, (one) => one)].map(([one, all]) => [one, all.length]));
  return some.filter((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count <= 0;
  });
}

/** What an open dispute keeps back of the next payout. */
const holdsOf = ({ id: paymentId, providerId, amount, disputes }: Payment) =>
  disputes
    .filter(({ status, isOurs }) => status === 'open' && !isOurs)
    .map(({ ref, amountMinor }) => holdText({ providerId, ref, paymentId, amount: { ...amount, amountMinor } }));
const holdText = ({ providerId, ref, paymentId, amount }: Hold) =>
  `${ref} of ${paymentId}, ${providerId}: ${amount.amountMinor} ${amount.currency}`;

/** What the sweep must find, or it waits for ever. */
const waitsOf = (payment: Payment) => [
  ...(payment.status === 'pending' && !isByHand(payment) ? [payment.id] : []),
  ...refundsAsked(payment),
];
const refundsAsked = ({ refunds }: Pick<Payment | Bill, 'refunds'>) =>
  refunds.filter(({ status }) => status === 'asked').map(({ id }) => id);

/** Rows are found by their keys, and those say the same as what is in them. */
const { bills, costs, entries, holds, lines, payments, payouts } = records;
const PLACED = [bills, costs, entries, holds, lines, payments, payouts];
const misplaced =
  ({ name, place }: { readonly name: string; place(data: never): { pk: string; sk: string } }) =>
  ({ pk, sk, data }: Row) => {
    const right = place(data as never);
    return pk === undefined || (pk === right.pk && sk === right.sk)
      ? []
      : [`${name} of ${right.pk} lies at ${pk} ${sk}`];
  };

function overRefunded({ id, amount, refunds }: Payment): string[] {
  const given = sum(refunds.filter(({ status }) => status !== 'failed'));
  return given > amount.amountMinor ? [`${id} gave back ${given} of ${amount.amountMinor}`] : [];
}

const credits = (holdings: readonly Holding[], moves: readonly CreditMove[]) =>
  holdings.flatMap(({ id, clientId, left }) => {
    const mine = moves.filter((move) => move.clientId === clientId && move.holdingId === id);
    const worked = mine.reduce((total, { credits }) => total + credits, 0);
    return worked === left ? [] : [`${id} has ${left} sessions left, ${worked} by what came and went`];
  });

const gaps = (documents: readonly Document[]) =>
  [...Map.groupBy(documents, ({ sellerId, kind }) => `${kind}s of ${sellerId}`)].flatMap(([whose, some]) => {
    const numbers = some.map(({ number }) => number).sort((a, b) => a - b);
    const at = numbers.findIndex((number, index) => number !== index + 1);
    return at < 0 ? [] : [`${whose}: ${numbers[at]} where ${at + 1} should be`];
  });

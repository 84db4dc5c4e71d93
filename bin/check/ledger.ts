import { billDocumentsOf, billEntries, documentsOf, entriesOf, payoutEntries } from '#lambdas/payments/index';
import * as records from '#lambdas/payments/records';
import type {
  Bill,
  CreditMove,
  Document,
  DueDocument,
  Entry,
  Holding,
  Line,
  Payment,
  Payout,
} from '#lambdas/payments/schemas';

/* Works the books out again: every entry from how its payment or payout stands, every balance from its lines, sessions left
 * from what came and went, numbers from the first one on. */

/** A row of the table, as far as it matters here. */
export interface Row {
  readonly entity?: string;
  readonly data?: unknown;
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
  return {
    balances: balancesOf(lines),
    entries: entries.length,
    differences: [
      ...entries.flatMap(unbalanced),
      ...compared('line', linesIn(entries), lines.map(lineText)),
      ...compared(
        'entry',
        [
          ...payments.flatMap(impliedBy),
          ...payouts.flatMap(impliedByPayout),
          ...of<Bill>(records.bills).flatMap(impliedByBill),
        ].map(text),
        booked(entries),
      ),
      ...payments.flatMap(overRefunded),
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

type Side = Pick<Line, 'about' | 'cause' | 'currency' | 'account' | 'of' | 'amountMinor'>;
const lineText = ({ about, cause, account, of, currency, amountMinor }: Side) =>
  `${about} ${cause}: ${account} of ${of} ${amountMinor} ${currency}`;
const linesIn = (entries: readonly Entry[]) =>
  entries.flatMap(({ lines, ...head }) => lines.map((side) => lineText({ ...head, ...side })));

const text = (entry: Entry) =>
  `${entry.about} ${entry.cause} ${entry.movement}: ${entry.lines
    .map(({ account, of, amountMinor }) => `${account} of ${of} ${amountMinor} ${entry.currency}`)
    .sort()
    .join(', ')}`;

const impliedBy = (payment: Payment) => entriesOf(payment, '');
const impliedByPayout = (payout: Payout) => payoutEntries(payout, '');
const impliedByBill = (bill: Bill) => billEntries(bill, '');
/** An admin's write-off, and what the gateway paid our bank, stand for themselves. */
const booked = (entries: readonly Entry[]) =>
  entries.filter(({ movement }) => movement !== 'written-off' && movement !== 'settled-to-bank').map(text);

/** What should be there and is not, and what is there and should not be. */
function compared(what: string, should: readonly string[], is: readonly string[]): string[] {
  const [wanted, found] = [new Set(should), new Set(is)];
  return [
    ...[...wanted].filter((one) => !found.has(one)).map((one) => `${what} missing: ${one}`),
    ...[...found].filter((one) => !wanted.has(one)).map((one) => `${what} of nothing: ${one}`),
  ];
}

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

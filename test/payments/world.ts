import type { Bill } from '#lambdas/payments/bill-schemas';
import type { DueDocument } from '#lambdas/payments/document-schemas';
import { newBillEntries } from '#lambdas/payments/domain/bill';
import { newCostEntries } from '#lambdas/payments/domain/cost';
import { newBillDocuments, newDocuments } from '#lambdas/payments/domain/documents';
import { newEntries } from '#lambdas/payments/domain/entries';
import { observed, type Seen } from '#lambdas/payments/domain/payment';
import type { Cost, Entry, Line } from '#lambdas/payments/ledger-schemas';
import * as records from '#lambdas/payments/records';
import type { Payment } from '#lambdas/payments/schemas';
import type { Hold, Payout } from '#lambdas/payments/seller-schemas';

/* A small platform without a table: money and what it books, by the rules alone. */

export const CURRENCIES = ['USD', 'KZT', 'JPY', 'KWD'] as const;
export const of = <T>(some: readonly T[], which: number): T | undefined => some[which % some.length];
/** What happens, to which of those there are, and how much of what there is. */
export type Happening = (world: World, which: number, part: number, flag: boolean) => void;

const START = Date.parse('2026-01-01T00:00:00.000Z');

export class World {
  readonly payments: Payment[] = [];
  readonly payouts: Payout[] = [];
  readonly bills: Bill[] = [];
  readonly costs: Cost[] = [];
  readonly entries: Entry[] = [];
  readonly documents: DueDocument[] = [];
  now = new Date(START);
  #ids = 0;

  get at(): string {
    return this.now.toISOString();
  }
  newId = (prefix: string) => `${prefix}_${this.#ids++}`;

  lines(account?: string, of?: string): Line[] {
    return this.entries
      .flatMap(({ lines, ...head }) => lines.map((side) => ({ ...head, ...side })))
      .filter((line) => (account === undefined || line.account === account) && (of === undefined || line.of === of));
  }

  /** All that a provider was ever owed, and owed. */
  books(providerId: string) {
    const [payable, receivable] = ['provider-payable', 'provider-receivable'].map((one) => this.lines(one, providerId));
    return { payable: payable!, receivable: receivable! };
  }

  holds(): Hold[] {
    return this.payments.flatMap(({ id: paymentId, providerId, amount, disputes }) =>
      disputes
        .filter(({ status, isOurs }) => status === 'open' && !isOurs)
        .map(({ ref, amountMinor }) => ({ providerId, ref, paymentId, amount: { ...amount, amountMinor } })),
    );
  }

  /** In place of what was, with all that it books. */
  moved(before: Payment, after: Payment): void {
    this.payments.splice(this.payments.indexOf(before), 1, after);
    this.entries.push(...newEntries(before, after, this.at));
    this.documents.push(...newDocuments(before, after, this.at));
  }
  /** The same of a bill; the first time, of none. */
  billed(before: Bill | undefined, after: Bill): void {
    this.bills.splice(before ? this.bills.indexOf(before) : this.bills.length, before ? 1 : 0, after);
    this.entries.push(...newBillEntries(before, after, this.at));
    this.documents.push(...newBillDocuments(before, after, this.at));
  }
  /** The same of a cost. */
  said(before: Cost | undefined, after: Cost): void {
    this.costs.splice(before ? this.costs.indexOf(before) : this.costs.length, before ? 1 : 0, after);
    this.entries.push(...newCostEntries(before, after));
  }
  see(payment: Payment, seen: Seen): void {
    this.moved(payment, observed(payment, seen, this.now));
  }

  /** As they would lie in the table. */
  rows() {
    const rows = <T>({ name, place }: { readonly name: string; place(one: T): object }, some: readonly T[]) =>
      some.map((data) => ({ ...place(data), entity: name, data }));
    return [
      ...rows(records.payments, this.payments),
      ...rows(records.payouts, this.payouts),
      ...rows(records.bills, this.bills),
      ...rows(records.costs, this.costs),
      ...rows(records.entries, this.entries),
      ...rows(records.lines, this.lines()),
      ...rows(records.dueDocuments, this.documents),
      ...rows(records.holds, this.holds()),
      ...rows(records.unsettled, this.#waiting()),
    ];
  }

  #waiting() {
    const asked = [
      ...this.payments.filter(({ status, gateway }) => status === 'pending' && gateway === 'stripe'),
      ...this.payments.flatMap(({ refunds }) => refunds).filter(({ status }) => status === 'asked'),
      ...this.payouts.filter(({ status }) => status === 'asked'),
    ];
    const known = { shard: '1', at: this.at, gateway: 'stripe', about: 'payment' } as const;
    return asked.map(({ id }) => ({ ...known, id, of: id }));
  }
}

import type { Account, Entry, Movement } from '../ledger-schemas.ts';

/** Whose an account is in an entry. */
export interface Owners {
  readonly gateway?: string;
  readonly provider?: string;
}

type Sides = { readonly [A in Account]?: string };
interface Books {
  /** What each account gets, by the name of the figure. */
  readonly debit: Sides;
  readonly credit: Sides;
}

/** Which movement books which lines: all that the ledger knows of the business. A figure below zero changes sides. */
export const MOVEMENTS = {
  /** The fee is withheld from the provider's share until the gateway says what it really took. */
  paid: {
    debit: { 'gateway-clearing': 'amount' },
    credit: { 'provider-payable': 'provider', commission: 'commission', tax: 'tax', fees: 'withheld' },
  },
  /** The provider has the money, and owes the commission. */
  'paid-in-person': {
    debit: { 'provider-receivable': 'owed' },
    credit: { commission: 'commission', tax: 'tax' },
  },
  /** The provider bears the fee (C-05), so also by how much it differs from the estimate. */
  'fee-known': {
    debit: { fees: 'withheld', 'provider-payable': 'difference' },
    credit: { 'gateway-clearing': 'fee' },
  },
  /** Of the fee, which the gateway keeps, `fees` gets what the platform bears; else it is in the provider's figure. */
  refunded: {
    debit: { 'provider-payable': 'provider', commission: 'commission', tax: 'tax', fees: 'borne' },
    credit: { 'gateway-clearing': 'amount' },
  },
  /** The provider gave the money back across the counter: the commission on it is owed no more. */
  'refunded-in-person': {
    debit: { commission: 'commission', tax: 'tax' },
    credit: { 'provider-receivable': 'owed' },
  },
  /** Somebody gave money back at the gateway, and nobody asked here: the platform's, until an admin has looked. */
  'refunded-elsewhere': { debit: { 'write-off': 'amount' }, credit: { 'gateway-clearing': 'amount' } },
  disputed: { debit: { disputes: 'taken' }, credit: { 'gateway-clearing': 'taken' } },
  'dispute-won': { debit: { 'gateway-clearing': 'taken' }, credit: { disputes: 'taken' } },
  /** The provider's, unless the platform erred. */
  'dispute-lost': { debit: { 'provider-payable': 'provider', 'write-off': 'platform' }, credit: { disputes: 'taken' } },
  /** It goes the way of the dispute: of one that was won, the platform bears what the gateway keeps. */
  'dispute-fee': { debit: { 'provider-payable': 'provider', fees: 'platform' }, credit: { 'gateway-clearing': 'fee' } },
  'paid-out': { debit: { 'provider-payable': 'amount' }, credit: { 'gateway-clearing': 'amount' } },
  /** What the gateway asks for sending it is the platform's. */
  'payout-fee': { debit: { fees: 'fee' }, credit: { 'gateway-clearing': 'fee' } },
  /** What a provider owes is taken out of what they are owed. */
  netted: { debit: { 'provider-payable': 'amount' }, credit: { 'provider-receivable': 'amount' } },
  'written-off': {
    debit: { 'write-off': 'amount' },
    credit: { 'provider-payable': 'overpaid', 'provider-receivable': 'owed' },
  },
  /** A provider pays what they owe to the platform's own bank. */
  'debt-paid': {
    debit: { bank: 'amount' },
    credit: { 'provider-payable': 'overpaid', 'provider-receivable': 'owed' },
  },
  /** The gateway pays the platform's own bank. */
  'settled-to-bank': { debit: { bank: 'amount' }, credit: { 'gateway-clearing': 'amount' } },
  /** Paid ahead: it is earned day by day. */
  'membership-paid': {
    debit: { 'gateway-clearing': 'amount' },
    credit: { 'deferred-revenue': 'net', tax: 'tax' },
  },
  'membership-fee': { debit: { fees: 'fee' }, credit: { 'gateway-clearing': 'fee' } },
  'membership-recognised': { debit: { 'deferred-revenue': 'net' }, credit: { revenue: 'net' } },
  'membership-refunded': {
    debit: { 'deferred-revenue': 'deferred', revenue: 'earned', tax: 'tax' },
    credit: { 'gateway-clearing': 'amount' },
  },
  /** What it cost to run the platform, as an admin says. */
  cost: { debit: { costs: 'amount' }, credit: { bank: 'amount' } },
  /** Made of the entry that it undoes. */
  reversed: { debit: {}, credit: {} },
} as const satisfies Readonly<Record<Movement, Books>>;

type Named<S> = S[keyof S] & string;
type Table = typeof MOVEMENTS;
/** What a movement must be told. */
export type Figures<M extends Movement> = {
  readonly [F in Named<Table[M]['debit']> | Named<Table[M]['credit']>]: number;
};

const ownerOf = (account: Account, { gateway, provider }: Owners): string => {
  const owner = account === 'gateway-clearing' ? gateway : account.startsWith('provider-') ? provider : 'platform';
  if (owner === undefined) throw new Error(`${account} of nobody`);
  return owner;
};

/** The entry that a movement makes. Throws if its figures do not balance: that would be a mistake of ours. */
export function booked<M extends Exclude<Movement, 'reversed'>>(
  movement: M,
  figures: Figures<M>,
  { owners, ...head }: Pick<Entry, 'about' | 'cause' | 'currency' | 'at' | 'dueAt'> & { readonly owners: Owners },
): Entry {
  const sides = (side: Sides, sign: 1 | -1) =>
    Object.entries(side).map(([account, figure]) => ({
      account: account as Account,
      of: ownerOf(account as Account, owners),
      amountMinor: sign * (figures as Readonly<Record<string, number>>)[figure]!,
    }));
  const { debit, credit }: Books = MOVEMENTS[movement];
  const lines = [...sides(debit, 1), ...sides(credit, -1)].filter(({ amountMinor }) => amountMinor !== 0);
  return balanced({ ...head, movement, lines });
}

/** What undoes an entry, whatever it was. */
export const reversed = (entry: Pick<Entry, 'about' | 'currency' | 'lines' | 'cause'>, at: string): Entry => ({
  about: entry.about,
  cause: `${entry.cause}:reversed`,
  movement: 'reversed',
  currency: entry.currency,
  at,
  lines: entry.lines.map((line) => ({ ...line, amountMinor: -line.amountMinor })),
});

function balanced(entry: Entry): Entry {
  const off = entry.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (off !== 0) throw new Error(`${entry.movement} ${entry.cause} of ${entry.about} is off by ${off}`);
  return entry;
}

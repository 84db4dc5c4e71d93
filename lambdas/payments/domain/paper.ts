import { exponentOf, type Money } from '#shared/money';
import type { Document } from '../document-schemas.ts';
import { WORDS } from './paper-words.ts';
import { WHOLE_BPS } from './proportion.ts';

/** What is printed: everything as it is read, in the order in which it is read. */
export interface Paper {
  readonly title: string;
  readonly language: Language;
  readonly issuedAt: Date;
  readonly rows: readonly (readonly [label: string, value: string])[];
  readonly sums: readonly (readonly [label: string, value: string])[];
  readonly note: string;
}

export type Language = keyof typeof WORDS;
interface Parties {
  readonly seller: string;
  readonly recipient: string;
}

/** A document as its recipient reads it. The same document in the same language is the same, whenever it is printed. */
export function paperOf(document: Document, { seller, recipient }: Parties, language: Language): Paper {
  const { kind, number, what, issuedAt, gross, taxBps, taxMinor, paymentId } = document;
  const words = WORDS[language];
  const sum = (amountMinor: number) => written({ ...gross, amountMinor }, language);
  const rate = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    title: `${words[kind]} № ${number}`,
    language,
    issuedAt: new Date(issuedAt),
    rows: [
      [words.issued, day.format(new Date(issuedAt))],
      [words.seller, seller],
      [words.recipient, recipient],
      [words.about, words[what]],
      [words.reference, paymentId],
    ],
    sums: [
      [words.net, sum(gross.amountMinor - taxMinor)],
      [`${words.tax} ${rate.format(taxBps / WHOLE_BPS)}`, sum(taxMinor)],
      [words.total, sum(gross.amountMinor)],
    ],
    note: words.note,
  };
}

/** Exact however large: the number goes by its digits. */
function written({ amountMinor, currency }: Money, language: Language): string {
  const digits = exponentOf(currency);
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(`${amountMinor}E-${digits}` as Intl.StringNumericLiteral);
}

import * as z from 'zod';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** An amount in the smallest unit of its currency: never a fraction. */
export const Money = z
  .strictObject({
    amountMinor: z.int(),
    currency: z.string().refine((code) => CURRENCIES.has(code), 'No currency of that code (ISO 4217)'),
  })
  .meta({ id: 'Money', description: 'An amount in the smallest unit of its currency' });
export type Money = z.infer<typeof Money>;

/** How many decimals a currency has (ISO 4217), where it is not two. */
const EXPONENTS = new Map([
  ...[...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')].map(
    (one) => [one, 0] as const,
  ),
  ...[...'BHD IQD JOD KWD LYD OMR TND'.split(' ')].map((one) => [one, 3] as const),
  ...[...'CLF UYW'.split(' ')].map((one) => [one, 4] as const),
]);

export const exponentOf = (currency: string) => EXPONENTS.get(currency) ?? 2;

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

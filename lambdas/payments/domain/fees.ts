import type { Payment, Rates } from '../schemas.ts';

type Gateway = Payment['gateway'];
type Fee = Pick<Rates, 'feeBps' | 'feeFixedMinor'>;
/** What a gateway asks in a currency, and the least that it charges. */
type Schedule = Fee & { readonly least: number };

const none: Schedule = { feeBps: 0, feeFixedMinor: 0, least: 1 };

/* C-44. List prices; the fixed part and the least are in the smallest unit. What a gateway really took is booked when it
 * says so: these decide the least price, and what is withheld until then. */
const SCHEDULES: Readonly<Record<Gateway, Readonly<Record<string, Schedule>>>> = {
  stripe: {
    USD: { feeBps: 290, feeFixedMinor: 30, least: 50 },
    EUR: { feeBps: 290, feeFixedMinor: 30, least: 50 },
    GBP: { feeBps: 290, feeFixedMinor: 30, least: 30 },
    KZT: { feeBps: 290, feeFixedMinor: 15_000, least: 25_000 },
    JPY: { feeBps: 290, feeFixedMinor: 45, least: 50 },
    KWD: { feeBps: 290, feeFixedMinor: 100, least: 200 },
  },
  paypal: { USD: { feeBps: 349, feeFixedMinor: 49, least: 1 }, EUR: { feeBps: 349, feeFixedMinor: 39, least: 1 } },
  kaspi: { KZT: { ...none, feeBps: 95 } },
  cash: {},
};

/** Undefined where the gateway takes no such currency. Across the counter any money is as good. */
export const scheduleOf = (gateway: Gateway, currency: string): Schedule | undefined =>
  gateway === 'cash' ? none : SCHEDULES[gateway][currency];

/** PAY-18, where nothing else was agreed. */
export const COMMISSION_BPS = 1500;
/** The platform's own tax, within its commission and its bills, until an admin says another. */
export const TAX_BPS = 0;

export const ratesOf = (
  { feeBps, feeFixedMinor }: Fee,
  {
    commissionBps = COMMISSION_BPS,
    taxBps = TAX_BPS,
  }: { readonly [R in 'commissionBps' | 'taxBps']?: number | undefined },
): Rates => ({ commissionBps, taxBps, feeBps, feeFixedMinor });

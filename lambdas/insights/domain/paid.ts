import type { Paid, PaymentSuccess, RunningTotals, Tally } from '../schemas.ts';
import { daysUpTo, SPAN } from './activity.ts';
import { NIGHTLY, PAYMENTS } from './definitions.ts';
import { share } from './figure.ts';
import { PAYMENT } from './heard.ts';

/* How many of the payments that were begun succeeded. Ends can be heard before beginnings: a day's open ones can be below
 * zero until the other half is heard. */

const ENDS = ['succeeded', 'cancelled', 'failed'];

/** All that payments have added: what, by which gateway, in which currency. */
const told = (counts: Tally) =>
  Object.entries(counts)
    .filter(([name]) => name.startsWith(PAYMENT))
    .map(([name, count]) => {
      const [what, gateway, currency] = name.slice(PAYMENT.length).split('.') as [string, string, string];
      return { what, gateway, currency, count };
    });
type Told = ReturnType<typeof told>;

function paid(all: Told): Paid {
  const of = (...whats: string[]) =>
    all.filter(({ what }) => whats.includes(what)).reduce((total, { count }) => total + count, 0);
  const ended = of(...ENDS);
  return { ...share(of('succeeded'), ended), open: of('begun') - ended };
}

type Totals = Pick<RunningTotals, 'day' | 'counts' | 'cohorts'>;

export function paymentSuccess(now: Totals | undefined): PaymentSuccess {
  const all = told(now?.counts ?? {});
  const begunOn = new Map(now?.cohorts.map(({ day, counts }) => [day, told(counts)]));
  const byWay = Map.groupBy(all, ({ gateway, currency }) => `${gateway} ${currency}`);
  return {
    definition: PAYMENTS,
    freshness: NIGHTLY,
    ...paid(all),
    ways: [...byWay.values()]
      .map((some) => ({ gateway: some[0]!.gateway, currency: some[0]!.currency, ...paid(some) }))
      .sort((one, other) => (`${one.gateway} ${one.currency}` < `${other.gateway} ${other.currency}` ? -1 : 1)),
    days: now ? daysUpTo(now.day, SPAN).map((day) => ({ day, ...paid(begunOn.get(day) ?? []) })) : [],
  };
}

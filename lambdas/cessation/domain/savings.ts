import { dayAfter, daysBetween } from '#shared/time';
import type { Progress, Summary, Tally } from '../figures-schemas.ts';

type Smoking = NonNullable<Progress['smoking']>;

/** Each pack price for the days on which it held, rounded down to the minor unit by itself: a later price, or a later
 *  day, changes nothing of what was saved under an earlier one. */
export function savings({ cigarettesADay, packs }: Smoking, { use, through }: Tally, since: string) {
  const periods = packs.map(({ from, price, cigarettes }, index) => {
    const first = index === 0 || from < since ? since : from;
    const next = packs[index + 1]?.from;
    const end = next === undefined || next > through ? dayAfter(through, 1) : next;
    const { smoked, assumed } = use[index] ?? { smoked: 0, assumed: 0 };
    const avoided = cigarettesADay * (Math.max(0, daysBetween(first, end)) - assumed) - smoked;
    return { avoided, currency: price.currency, saved: Math.floor((avoided * price.amountMinor) / cigarettes) };
  });
  const total = (some: readonly { saved: number }[]) => some.reduce((sum, { saved }) => sum + saved, 0);
  const moneySaved: NonNullable<Summary['moneySaved']> = [...Map.groupBy(periods, ({ currency }) => currency)].map(
    ([currency, some]) => ({ currency, amountMinor: total(some) }),
  );
  return { cigarettesAvoided: periods.reduce((sum, { avoided }) => sum + avoided, 0), moneySaved };
}

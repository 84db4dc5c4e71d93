import type { Contribution, Summary } from '../figures-schemas.ts';

/** What somebody adds to the figures of the platform. */
export function contributionOf({
  reduction,
  brinkman,
  cigarettesAvoided,
  moneySaved,
  dataAccuracy,
}: Summary): Contribution {
  return {
    people: 1,
    measured: reduction ? 1 : 0,
    reductionPercent: reduction?.percent ?? 0,
    reduced50: reduction?.reduced50 ? 1 : 0,
    brinkmanAvoided: brinkman?.avoided ?? 0,
    cigarettesAvoided: cigarettesAvoided ?? 0,
    moneySaved: moneySaved ?? [],
    ...dataAccuracy,
  };
}

/** By how much it differs from what was counted last; undefined if by nothing. */
export function contributionChange(
  contribution: Contribution,
  counted: Contribution | undefined,
): Contribution | undefined {
  const { moneySaved, ...numbers } = contribution;
  const changes = Object.entries(numbers).map(([figure, is]) => [figure, is - (counted?.[figure as 'people'] ?? 0)]);
  const had = new Map(counted?.moneySaved.map(({ currency, amountMinor }) => [currency, amountMinor]));
  const now = new Map(moneySaved.map(({ currency, amountMinor }) => [currency, amountMinor]));
  const money = [...new Set([...had.keys(), ...now.keys()])].map((currency) => ({
    currency,
    amountMinor: (now.get(currency) ?? 0) - (had.get(currency) ?? 0),
  }));
  const moved = money.filter(({ amountMinor }) => amountMinor !== 0);
  if (changes.every(([, change]) => change === 0) && moved.length === 0) return undefined;
  return { ...(Object.fromEntries(changes) as Omit<Contribution, 'moneySaved'>), moneySaved: moved };
}

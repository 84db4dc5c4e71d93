/** The same dice for the same seed: each roll is from 0 on and below 1. */
export const dice = (seed: number) => () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

/** In an order that the dice give, so that it comes again with them. */
export const shuffled = <T>(all: readonly T[], roll: () => number): T[] =>
  all
    .map((one) => [roll(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);

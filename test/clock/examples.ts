import type { Example } from '../entries/example.ts';
import { stripe } from '../payments/stripe.ts';

const HOUR = 3_600_000;

export const getClock: Example = { owned: 'everybody' };
export const moveClock: Example = {
  body: { now: new Date(Date.now() + HOUR).toISOString() },
  given: async () => void (await stripe()),
  owned: 'authority',
};

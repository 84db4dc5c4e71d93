import type { Example } from '../entries/example.ts';

const HOUR = 3_600_000;

export const getClock: Example = { owned: 'everybody' };
export const moveClock: Example = {
  body: { now: new Date(Date.now() + HOUR).toISOString() },
  owned: 'authority',
};

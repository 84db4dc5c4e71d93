import type { Strategy, StrategyInputs } from '../strategy-schemas.ts';
import { OWN } from './strategy-own.ts';
import { PREPARING } from './strategy-preparing.ts';
import { STOPPING } from './strategy-stopping.ts';

/** Another word in a rule is another edition: a plan says by which it was made. */
export const EDITION = 1;

export const RULES = [...PREPARING, ...STOPPING, ...OWN];

const PHASES = ['prepare', 'quit_day', 'first_weeks', 'later'];

/** The same inputs make the same lines, in the order in which they are needed. */
export function strategyOf(inputs: StrategyInputs): Strategy {
  const lines = RULES.map((each) => each.line(inputs)).filter((line) => line !== undefined);
  return { edition: EDITION, lines: PHASES.flatMap((phase) => lines.filter((line) => line.phase === phase)) };
}

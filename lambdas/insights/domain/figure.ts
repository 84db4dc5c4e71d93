import type { Figure, Share, Success } from '../schemas.ts';
import { DEFINITIONS, type Definition, NIGHTLY } from './definitions.ts';

const DECIMALS = 10_000;

/** Over nobody nothing is known. */
export const share = (numerator: number, denominator: number): Share => ({
  numerator,
  denominator,
  ...(denominator > 0 && { value: Math.round((numerator / denominator) * DECIMALS) / DECIMALS }),
});

export const figure = (definition: string, numerator: number, denominator: number, target?: number): Figure => ({
  definition,
  freshness: NIGHTLY,
  ...share(numerator, denominator),
  ...(target !== undefined && { target }),
});

/** One that is defined by name. */
export function named(name: keyof typeof DEFINITIONS, numerator: number, denominator: number): Figure {
  const { definition, target }: Definition = DEFINITIONS[name];
  return figure(definition, numerator, denominator, target);
}

/** Of so many, so many answered, and so many of those succeeded. */
export const success = (
  { definition, target }: Definition,
  successes: number,
  known: number,
  all: number,
): Success => ({
  definition,
  freshness: NIGHTLY,
  respondersOnly: share(successes, known),
  missingIsSmoking: share(successes, all),
  followUp: share(known, all),
  verification: 'self-reported',
  ...(target !== undefined && { target }),
});

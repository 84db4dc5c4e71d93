import type { Figure, Share } from '../schemas.ts';
import { DEFINITIONS, NIGHTLY } from './definitions.ts';

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
  const { definition, target }: { definition: string; target?: number } = DEFINITIONS[name];
  return figure(definition, numerator, denominator, target);
}

import type { HealthScore } from '../figures-schemas.ts';

/** What the score is made of; undefined is unknown, and takes no part. */
export interface Standing {
  /** Smoke-free days on end. */
  readonly streak: number | undefined;
  /** Smoke-free days, and all days, since the first quit date. */
  readonly smokeFree: number | undefined;
  readonly days: number | undefined;
  readonly reductionPercent: number | undefined;
  readonly brinkmanAtQuit: number | undefined;
}

type Part = HealthScore['parts'][number]['part'];

const YEAR = 365;
/** The index from which on exposure counts as high as it can (the upper band of C-14). */
const HEAVY = 600;

/** Weights, and how each part goes from 0 to 1: never down when there is more of what is good. The first day counts most,
 *  and the year completes it, as what is gained by stopping comes fast first and then slowly. */
const PARTS: readonly { part: Part; weight: number; of: (standing: Standing) => number | undefined }[] = [
  {
    part: 'abstinence',
    weight: 50,
    of: ({ streak }) => (streak === undefined ? undefined : Math.log1p(Math.min(streak, YEAR)) / Math.log1p(YEAR)),
  },
  {
    part: 'steadiness',
    weight: 20,
    of: ({ smokeFree, days }) => (smokeFree === undefined || !days ? undefined : smokeFree / days),
  },
  {
    part: 'reduction',
    weight: 20,
    of: ({ reductionPercent: percent }) => (percent === undefined ? undefined : Math.max(0, percent) / 100),
  },
  {
    part: 'exposure',
    weight: 10,
    of: ({ brinkmanAtQuit: index }) => (index === undefined ? undefined : 1 - Math.min(index, HEAVY) / HEAVY),
  },
];

/** Version 1. Undefined where nothing is known of how somebody smokes now. */
export function healthScore(standing: Standing): HealthScore | undefined {
  if (standing.streak === undefined && standing.reductionPercent === undefined) return undefined;
  const shares = PARTS.map(({ part, weight, of }) => ({ part, weight, share: of(standing) }));
  const known = shares.flatMap(({ weight, share }) => (share === undefined ? [] : [{ weight, share }]));
  const whole = known.reduce((sum, { weight }) => sum + weight, 0);
  const score = known.reduce((sum, { weight, share }) => sum + weight * share, 0) / whole;
  const parts = shares.map(({ part, weight, share }) => ({
    part,
    weight,
    ...(share !== undefined && { points: Math.round(100 * share) }),
  }));
  return { version: 1, score: Math.round(100 * score), parts };
}

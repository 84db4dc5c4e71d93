import type { Achievement, Unlocked } from '../schemas.ts';
import { RULES, type Rule, type Standing } from './rules.ts';

/** What this standing has come to and the shelf does not hold yet. What is on it stays, whatever a lapse or a correction
 *  makes of the figures. */
export const earned = (standing: Standing, held: readonly Unlocked[]): string[] =>
  RULES.filter(({ achievement, progress }) => {
    const reached = progress(standing);
    return reached && reached.value >= reached.target && !held.some((one) => one.achievement === achievement);
  }).map(({ achievement }) => achievement);

/** All there is: since when it is unlocked, or how far it is. */
export const shown = (held: readonly Unlocked[], standing: Standing | undefined): Achievement[] =>
  RULES.map(({ achievement, title, progress }: Rule) => {
    const unlockedAt = held.find((one) => one.achievement === achievement)?.at;
    if (unlockedAt !== undefined) return { achievement, title, unlockedAt };
    return { achievement, title, progress: standing && progress(standing) };
  });

import { Failure } from '#shared/failure';
import type { Effect } from '#shared/outcome';
import { commit, idsFrom } from './commit.ts';
import { findMark, leaveMark, repeated } from './mark.ts';

/** The first of two commits, of a use case that asks something outside in between: its intent. Whoever comes again with
 *  the same key finds it standing, and goes on from there. */
export function firstOf(seed: string, isKept: boolean, lasts: number) {
  let stands = false;
  return async (...effects: readonly Effect[]): Promise<void> => {
    stands ||= isKept && (await findMark(seed, 'FIRST#')) !== undefined;
    if (stands) return;
    try {
      await commit(idsFrom(`${seed}/first`), [isKept && leaveMark(seed, lasts, { sk: 'FIRST#' }), ...effects]);
    } catch (error) {
      if (!(error instanceof Failure && error.code === repeated.code)) throw error;
    }
    stands = true;
  };
}

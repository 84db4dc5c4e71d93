import { Failure } from '#shared/failure';
import type { Effect } from '#shared/outcome';
import { commit, idsFrom } from './commit.ts';
import { findMark, leaveMark, repeated } from './mark.ts';

/** The first of two commits, of a use case that asks something outside in between: its intent. Whoever comes again with
 *  the same key finds it standing, and goes on from there. `isBegun` says whether it stands: what it has in mind may have been
 *  overtaken since. */
export function firstOf(seed: string, isKept: boolean, lasts: number) {
  let stands = false;
  const isBegun = async (): Promise<boolean> => {
    stands ||= isKept && (await findMark(seed, 'FIRST#')) !== undefined;
    return stands;
  };
  const first = async (...effects: readonly Effect[]): Promise<void> => {
    if (await isBegun()) return;
    try {
      await commit(idsFrom(`${seed}/first`), [isKept && leaveMark(seed, lasts, { sk: 'FIRST#' }), ...effects]);
    } catch (error) {
      if (!(error instanceof Failure && error.code === repeated.code)) throw error;
    }
    stands = true;
  };
  return { first, isBegun };
}

import { Erased, Failure } from '#shared/failure';
import type { Effect } from '#shared/outcome';
import { days } from '#shared/time';
import { decided, hash, type NewId } from './commit.ts';
import { findMark, leaveMark, repeated } from './mark.ts';

const REMEMBERED = days(30);

/** Does one piece of the work, in one commit, once: what a retry finds done it passes over, and so it does what is about
 *  somebody who was erased. */
export type Once = (piece: string, decide: (newId: NewId) => Promise<readonly Effect[]>) => Promise<void>;

/** Once on this occasion: a tick, a message. */
export const onceOn =
  (...occasion: readonly string[]): Once =>
  async (piece, decide) => {
    const pk = `HEARD#${hash(...occasion, piece)}`;
    if (await findMark(pk)) return;
    try {
      await decided(pk, async (newId) => ({ effects: [leaveMark(pk, REMEMBERED), ...(await decide(newId))] }));
    } catch (error) {
      const isDone = error instanceof Erased || (error instanceof Failure && error.code === repeated.code);
      if (!isDone) throw error;
    }
  };

import { type Clock, readClock } from './table/clock.ts';

/** What the world's clocks show. Tokens, signatures and whatever is only swept go by it. */
export const realNow = () => new Date();

/** What the platform's clock shows: what is decided by date goes by it. It is the real one, and nothing is asked, but on the
 *  stage whose clock can be moved; `lib` says to its functions that it is theirs. */
export async function nowHere(): Promise<Date> {
  if (process.env['CLOCK'] !== 'movable') return realNow();
  return shownBy(await readClock());
}

export const shownBy = (clock: Clock | undefined) => new Date(realNow().getTime() + (clock?.ahead ?? 0));

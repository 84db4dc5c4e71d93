import type * as z from 'zod';
import { getClock, moveClock } from '#lambdas/clock/routes';
import { days } from '#shared/time';
import { granted } from './granted.ts';
import type { Person } from './person.ts';

export type Invoked = z.output<(typeof moveClock)['returns'][1]>['invoked'];
const FURTHEST = days(31);

/** What the platform takes the time to be. */
export const timeHere = async ({ call }: Person): Promise<string> => granted(await call(getClock)).now;

/** An admin moves the clock of a platform on this machine, in as many moves as it takes. Says what came due on the way. */
export async function moveTo(admin: Person, instant: string): Promise<Invoked> {
  const [all, to]: [Invoked, number] = [[], Date.parse(instant)];
  for (let here = Date.parse(await timeHere(admin)); here < to; ) {
    const now = new Date(Math.min(here + FURTHEST, to)).toISOString();
    const moved = granted(await admin.call(moveClock, { body: { now } }));
    all.push(...moved.invoked);
    here = Date.parse(moved.now);
  }
  return all;
}

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
  const all: Invoked = [];
  for (let here = await timeHere(admin); here < instant; ) {
    const now = new Date(Math.min(Date.parse(here) + FURTHEST, Date.parse(instant))).toISOString();
    const moved = granted(await admin.call(moveClock, { body: { now } }));
    all.push(...moved.invoked);
    here = moved.now;
  }
  return all;
}

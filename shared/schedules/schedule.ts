import type { Contract } from '#shared/contract';
import type { Event } from '#shared/events/event';

export interface Schedule extends Contract {
  /** Under this name it remembers which ticks it has answered. */
  readonly name: string;
  /** AWS's own words, in UTC: `cron(…)` or `rate(…)`. */
  readonly at: `cron(${string})` | `rate(${string})`;
  /** After a pause: every tick that was missed, or one for all of them. */
  readonly missed: 'each' | 'once';
  readonly raises?: readonly Event<any>[];
}

export const schedule = <const S extends Omit<Schedule, 'name'>>(name: string, contract: S): S & { name: string } => ({
  name,
  ...contract,
});

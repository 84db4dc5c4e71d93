import middy from '@middy/core';
import type { Context as LambdaContext } from 'aws-lambda';
import { nowHere } from '#shared/clock';
import { log } from '#shared/log';
import { type Once, onceOn } from '#shared/table/piece';
import { minutes } from '#shared/time';
import type { Schedule } from './schedule.ts';

/** The moment for which it was called, as the scheduler says it: it may come late, or twice. */
export interface Tick {
  readonly at: string;
}

export interface TimerContext {
  readonly at: Date;
  readonly now: Date;
  /** Once for this tick, however often it comes. */
  readonly once: Once;
}

export interface Timer {
  (tick: Tick, context: LambdaContext): Promise<void>;
  readonly schedule: Schedule;
}

const MINUTE = minutes(1);

export function timer(schedule: Schedule, handle: (context: TimerContext) => Promise<void>): Timer {
  const { name, impact } = schedule;
  const handler = middy<Tick, void>()
    .onError(({ error }) => log.bug({ entry: name, impact }, error))
    .handler(async (tick) => {
      const now = await nowHere();
      const at = momentOf(tick, now);
      log.info('ticked', { entry: name, tick: at.toISOString() });
      await handle({ at, now, once: onceOn(name, at.toISOString()) });
    });
  return Object.assign((tick: Tick, context: LambdaContext) => handler(tick, context), { schedule });
}

/** The local AWS hands the scheduler's placeholder over as it stands: there, a tick is for the minute in which it comes. */
const momentOf = ({ at }: Tick, now: Date) =>
  at.startsWith('<') ? new Date(Math.floor(now.getTime() / MINUTE) * MINUTE) : new Date(at);

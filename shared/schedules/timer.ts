import middy from '@middy/core';
import type { Context as LambdaContext } from 'aws-lambda';
import { Erased, Failure } from '#shared/failure';
import { log } from '#shared/log';
import type { Effect } from '#shared/outcome';
import { decided, hash, type NewId } from '#shared/table/commit';
import { findMark, leaveMark, repeated } from '#shared/table/mark';
import { days, minutes } from '#shared/time';
import type { Schedule } from './schedule.ts';

/** The moment for which it was called, as the scheduler says it: it may come late, or twice. */
export interface Tick {
  readonly at: string;
}

export interface TimerContext {
  readonly at: Date;
  readonly now: Date;
  /** Does one piece of the work, in one commit, once for this tick: what a retry finds done it passes over. */
  once(piece: string, decide: (newId: NewId) => Promise<readonly Effect[]>): Promise<void>;
}

export interface Timer {
  (tick: Tick, context: LambdaContext): Promise<void>;
  readonly schedule: Schedule;
}

const REMEMBERED = days(30);
const MINUTE = minutes(1);

export function timer(schedule: Schedule, handle: (context: TimerContext) => Promise<void>): Timer {
  const { name, impact } = schedule;
  const handler = middy<Tick, void>()
    .onError(({ error }) => log.bug({ entry: name, impact }, error))
    .handler(async (tick) => {
      const at = momentOf(tick);
      log.info('ticked', { entry: name, tick: at.toISOString() });
      const once: TimerContext['once'] = async (piece, decide) => {
        const pk = `HEARD#${hash(name, at.toISOString(), piece)}`;
        if (await findMark(pk)) return;
        try {
          await decided(pk, async (newId) => ({ effects: [leaveMark(pk, REMEMBERED), ...(await decide(newId))] }));
        } catch (error) {
          const isDone = error instanceof Erased || (error instanceof Failure && error.code === repeated.code);
          if (!isDone) throw error;
        }
      };
      await handle({ at, now: new Date(), once });
    });
  return Object.assign((tick: Tick, context: LambdaContext) => handler(tick, context), { schedule });
}

/** The local AWS hands the scheduler's placeholder over as it stands: there, a tick is for the minute in which it comes. */
const momentOf = ({ at }: Tick) =>
  at.startsWith('<') ? new Date(Math.floor(Date.now() / MINUTE) * MINUTE) : new Date(at);

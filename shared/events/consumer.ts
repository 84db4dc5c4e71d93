import middy from '@middy/core';
import type { EventBridgeEvent, Context as LambdaContext } from 'aws-lambda';
import type * as z from 'zod';
import { Erased, Failure } from '#shared/failure';
import { log } from '#shared/log';
import type { Effect } from '#shared/outcome';
import { commit, findMark, hash, idsFrom, leaveMark, type NewId, repeated } from '#shared/table/commit';
import { minutes } from '#shared/time';
import type { Event } from './event.ts';
import type { Listener } from './listener.ts';

export interface ConsumerContext<E extends Event> {
  readonly event: z.output<E['schema']>;
  readonly now: Date;
  readonly newId: NewId;
}

/** The id is ours, not the bus's: a relay that sends twice is heard once. */
export type Delivery = EventBridgeEvent<string, { readonly id: string; readonly data: unknown }>;
export type Consumer = (event: Delivery, context: LambdaContext) => Promise<void>;

const REMEMBERED = minutes(30 * 24 * 60);

export function consumer<E extends Event>(
  { name, hears }: Listener<E>,
  handle: (context: ConsumerContext<E>) => Promise<readonly Effect[]>,
): Consumer {
  const handler = middy<Delivery, void>()
    .onError(({ error }) => log.error(`${name} failed`, { error }))
    .handler(async ({ detail }) => {
      log.info('heard', { listener: name, event: detail.id });
      const pk = `HEARD#${hash(name, detail.id)}`;
      if (await findMark(pk)) return;
      const newId = idsFrom(pk);
      const context: ConsumerContext<E> = {
        event: hears.parse(detail.data as never) as z.output<E['schema']>,
        now: new Date(),
        newId,
      };
      try {
        await commit(newId, [leaveMark(pk, REMEMBERED), ...(await handle(context))]);
      } catch (error) {
        if (error instanceof Erased) return commit(newId, [leaveMark(pk, REMEMBERED)]);
        if (!(error instanceof Failure && error.code === repeated.code)) throw error;
      }
    });
  return (event, context) => handler(event, context);
}

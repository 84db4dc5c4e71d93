import middy from '@middy/core';
import type { EventBridgeEvent, Context as LambdaContext } from 'aws-lambda';
import type * as z from 'zod';
import { nowHere } from '#shared/clock';
import { Erased, Failure } from '#shared/failure';
import { log } from '#shared/log';
import type { Effect } from '#shared/outcome';
import { commit, decided, hash, idsFrom, type NewId } from '#shared/table/commit';
import { findMark, leaveMark, repeated } from '#shared/table/mark';
import { days } from '#shared/time';
import type { Event } from './event.ts';
import type { Listener } from './listener.ts';

export interface ConsumerContext<E extends Event> {
  readonly event: z.output<E['schema']>;
  readonly now: Date;
  readonly newId: NewId;
}

/** The id is ours, not the bus's: a relay that sends twice is heard once. */
export type Delivery = EventBridgeEvent<string, { readonly id: string; readonly data: unknown }>;
export interface Consumer {
  (event: Delivery, context: LambdaContext): Promise<void>;
  readonly listener: Listener<any>;
}

const REMEMBERED = days(30);

export function consumer<E extends Event>(
  listener: Listener<E>,
  handle: (context: ConsumerContext<E>) => Promise<readonly Effect[]>,
): Consumer {
  const { name, hears, impact } = listener;
  const handler = middy<Delivery, void>()
    .onError(({ event, error }) => log.bug({ entry: name, event: event.detail?.id, impact }, error))
    .handler(async ({ detail }) => {
      log.info('heard', { entry: name, event: detail.id });
      const pk = `HEARD#${hash(name, detail.id)}`;
      if (await findMark(pk)) return;
      const event = hears.parse(detail.data as never) as z.output<E['schema']>;
      const mark = leaveMark(pk, REMEMBERED);
      const now = await nowHere();
      try {
        const decide = async (newId: NewId) => ({ effects: [mark, ...(await handle({ event, now, newId }))] });
        await decided(pk, decide, { isPatient: true });
      } catch (error) {
        if (error instanceof Erased) return commit(idsFrom(pk), [mark]);
        if (!(error instanceof Failure && error.code === repeated.code)) throw error;
      }
    });
  return Object.assign((event: Delivery, context: LambdaContext) => handler(event, context), { listener });
}

import middy from '@middy/core';
import type { Context as LambdaContext } from 'aws-lambda';
import { nowHere } from '#shared/clock';
import { log } from '#shared/log';
import type { Effect } from '#shared/outcome';
import { decided, type NewId } from '#shared/table/commit';
import type { Trigger } from './trigger.ts';

/** What the pool says in the middle of what it does, and wants back. */
export interface PoolEvent {
  readonly triggerSource: string;
  readonly userName: string;
  /** `userNotFound`: nobody has the name that was typed, and the pool does not say so to whoever typed it. */
  readonly request: { readonly userNotFound?: boolean };
  readonly response: object;
}

export interface HookContext {
  readonly personId: string;
  /** On which occasion, in the pool's words. */
  readonly source: string;
  readonly now: Date;
  readonly newId: NewId;
}

export interface Hook {
  (event: PoolEvent, context: LambdaContext): Promise<PoolEvent>;
  readonly trigger: Trigger;
}

/** A trigger of the user pool as a Lambda. The pool refuses whoever we fail for: nobody stands before a closed door because
 *  our log could not be written. */
export function hook(trigger: Trigger, handle: (context: HookContext) => Promise<readonly Effect[]>): Hook {
  const entry = trigger.on;
  const handler = middy<PoolEvent, PoolEvent>()
    .onError((request) => {
      log.bug({ entry, actor: request.event.userName, impact: trigger.impact }, request.error);
      request.response = request.event;
    })
    .handler(async (event) => {
      const { userName: personId, triggerSource: source, request } = event;
      if (request.userNotFound) {
        log.info('asked of nobody', { entry });
        return event;
      }
      log.info('asked', { entry, actor: personId });
      const now = await nowHere();
      await decided(undefined, async (newId) => ({ effects: await handle({ personId, source, now, newId }) }));
      return event;
    });
  return Object.assign((event: PoolEvent, context: LambdaContext) => handler(event, context), { trigger });
}

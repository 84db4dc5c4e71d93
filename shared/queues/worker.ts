import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context as LambdaContext, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { nowHere } from '#shared/clock';
import { log } from '#shared/log';
import { type Once, onceOn } from '#shared/table/piece';
import type { Queue } from './queue.ts';

export interface WorkerContext<S extends z.ZodObject> {
  readonly message: z.output<S>;
  readonly now: Date;
  /** Once for this message, however often it comes, and however often it was sent. */
  readonly once: Once;
}

export interface Worker {
  (event: SQSEvent, context: LambdaContext): Promise<SQSBatchResponse>;
  readonly queue: Queue<any>;
}

/** A worker as a Lambda: the messages of a batch side by side, each for itself. What fails comes again, and at last is
 *  laid aside; the others are done. */
export function worker<S extends z.ZodObject>(
  queue: Queue<S>,
  handle: (context: WorkerContext<S>) => Promise<void>,
): Worker {
  const { name, impact } = queue;
  const letter = z.object({ id: z.string(), message: queue.takes.strip() }); // an older worker meets newer senders
  const told = { throwOnFullBatchFailure: false }; // each was told of by itself

  async function work({ body }: SQSRecord): Promise<void> {
    let id: string | undefined;
    try {
      const { message, ...rest } = letter.parse(JSON.parse(body));
      id = rest.id;
      log.info('received', { entry: name, event: id });
      await handle({ message: message as z.output<S>, now: await nowHere(), once: onceOn(name, id) });
    } catch (error) {
      log.bug({ entry: name, event: id, impact }, error);
      throw error;
    }
  }
  const handler = (event: SQSEvent) =>
    processPartialResponse(event, work, new BatchProcessor(EventType.SQS), told) as Promise<SQSBatchResponse>;
  return Object.assign(handler, { queue });
}

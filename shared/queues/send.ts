import { setTimeout } from 'node:timers/promises';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type * as z from 'zod';
import { setting } from '#shared/env';
import { log } from '#shared/log';
import { piecesOf } from '#shared/pieces';
import { addressSetting, type Queue } from './queue.ts';

const sqs = new SQSClient({ useQueueUrlAsEndpoint: false }); // on a local AWS it names a host of its own
const AT_ONCE = 10; // as many as SendMessageBatch takes
const TRIES = 4;

/** The id is ours, made of what the work is about: whoever sends again sends the same, and it is done once. */
export interface Letter<Message> {
  readonly id: string;
  readonly message: Message;
}

/** Hands work on. It throws when some of it could not be handed on; then all may be sent again. */
export async function send<S extends z.ZodObject>(
  queue: Queue<S>,
  letters: readonly Letter<z.input<S>>[],
): Promise<void> {
  const bodies = letters.map(({ id, message }) => JSON.stringify({ id, message: queue.takes.parse(message) }));
  for (const some of piecesOf(bodies, AT_ONCE)) await put(queue, some);
  log.info('handed on', { entry: queue.name, sent: letters.length });
}

/** What a call answers is not that all of it was taken: what was refused is sent again. */
async function put(queue: Queue<any>, bodies: readonly string[]): Promise<void> {
  let left = bodies;
  for (let tries = 1; ; tries += 1) {
    const Entries = left.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: setting(addressSetting(queue)), Entries }),
    );
    if (Failed.length === 0) return;
    left = Failed.map(({ Id }) => left[Number(Id)]!);
    if (tries === TRIES) throw new Error(`${left.length} messages were not taken: ${Failed[0]!.Code}`);
    await setTimeout(tries * 100 * Math.random());
  }
}

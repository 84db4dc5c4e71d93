import { Duration, type Stack } from 'aws-cdk-lib';
import { EventSourceMapping, type Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Contract } from '#shared/contract';
import { entriesOf, type Module } from '../modules.ts';
import { named, type Stage } from '../stages.ts';
import type { Queues } from './policy.ts';
import { acknowledge, capital } from './use-case.ts';

/** How long a worker has for a batch. */
export const secondsOf = ({ seconds = 60 }: Contract) => seconds;
/** A message comes again when the worker has not said for so long that it is done: as many times its own as AWS wants. */
const HIDDEN_FOR = 6;
const TRIES = 10;
const AT_ONCE = 10;
/** So many workers side by side at the most: whoever is awake finds functions free. */
const WORKERS = 5;

/** Where the work of a module's workers waits. They stand before any function: whoever sends must know them. */
export function workQueues(stack: Stack, stage: Stage, module: Module, letters: () => IQueue): Queues {
  const made = new Map<string, IQueue>();
  for (const { kind, name, contract } of entriesOf(module)) {
    if (kind !== 'queue') continue;
    const queue = new Queue(stack, `${capital(name)}Queue`, {
      queueName: named(stage, contract.name.replace('.', '-')),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: !stage.isLocal,
      visibilityTimeout: Duration.seconds(HIDDEN_FOR * secondsOf(contract)),
      deadLetterQueue: { queue: letters(), maxReceiveCount: TRIES },
    });
    made.set(contract.name, queue);
  }
  return made;
}

/** What waits there is done ten at a time, and what of it failed is told apart. */
export function queueEntry(stack: Stack, name: string, fn: Lambda, queue: IQueue): void {
  const work = new EventSourceMapping(stack, `${capital(name)}Work`, {
    target: fn,
    eventSourceArn: queue.queueArn,
    batchSize: AT_ONCE,
    maxConcurrency: WORKERS,
    reportBatchItemFailures: true,
  });
  acknowledge(work, 'Serverless-LambdaEventSourceMappingDestination', 'The queue itself lays aside what fails');
}

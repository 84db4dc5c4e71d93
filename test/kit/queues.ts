import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { onTestFinished } from 'vitest';
import { setting } from '#shared/env';
import { addressSetting, type Queue } from '#shared/queues/queue';
import type { Letter } from '#shared/queues/send';
import { queues } from './wire.ts';

const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });

/** A queue for this test, empty; whoever sends is told where it is. Nobody receives from it but `sent`. */
export async function openQueue(queue: Queue<any>): Promise<void> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: randomUUID() }));
  queues.set(QueueUrl!, queue.name);
  process.env[addressSetting(queue)] = QueueUrl!;
  onTestFinished(async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  });
}

/** What was handed on since it was last asked, in no order. */
export async function sent(queue: Queue<any>): Promise<Letter<any>[]> {
  const QueueUrl = setting(addressSetting(queue));
  const all: Letter<any>[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return all;
    for (const { Body, ReceiptHandle } of Messages) {
      all.push(JSON.parse(Body!));
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

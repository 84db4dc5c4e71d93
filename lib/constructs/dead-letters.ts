import { Duration, type Stack } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { named, type Stage } from '../stages.ts';
import { acknowledge } from './use-case.ts';

const ID = 'DeadLetters';

/** By name, so that whoever watches them needs nothing of the stack. */
export const deadLettersOf = (stage: Stage, whose: string) => named(stage, `${whose}-dead-letters`);

/** Where the calls of a stack end that failed for good: one queue, made when the first entry asks for it. Where queues of
 *  ours lay aside in it, the rules see by themselves what it is. */
export function deadLetters(stack: Stack, stage: Stage, whose: string, hasQueues = false): Queue {
  const made = stack.node.tryFindChild(ID);
  if (made) return made as Queue;
  const queue = new Queue(stack, ID, {
    queueName: deadLettersOf(stage, whose),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: !stage.isLocal,
    retentionPeriod: Duration.days(14),
  });
  if (!hasQueues) acknowledge(queue, 'AwsSolutions-SQS3', 'It is the dead-letter queue');
  acknowledge(queue, 'Serverless-SQSRedrivePolicy', 'It is the dead-letter queue');
  return queue;
}

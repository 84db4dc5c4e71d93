import { Duration, type Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { capital } from './use-case.ts';

/** A gateway's own bus as a second way in. It is the gateway that fills it; AWS lets nobody else. */
export function partnerEntry(stack: Stack, name: string, source: string, fn: Lambda, deadLetterQueue: IQueue): void {
  const eventBus = new EventBus(stack, `${capital(name)}Bus`, { eventSourceName: source });
  new Rule(stack, `${capital(name)}Rule`, {
    eventBus,
    eventPattern: { source: [source] },
    targets: [new LambdaFunction(fn, { deadLetterQueue, retryAttempts: 10, maxEventAge: Duration.hours(6) })],
  });
}

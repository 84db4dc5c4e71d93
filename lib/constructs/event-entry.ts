import { Duration, type Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Listener } from '#shared/events/listener';
import type { EventsStack } from '../stacks/events.ts';
import { capital } from './use-case.ts';

/** A listener on the bus, tried for six hours, and then laid aside. */
export function eventEntry(
  stack: Stack,
  name: string,
  { hears }: Pick<Listener<any>, 'hears'>,
  fn: Lambda,
  { bus }: EventsStack,
  deadLetterQueue: IQueue,
): void {
  new Rule(stack, `${capital(name)}Rule`, {
    eventBus: bus,
    eventPattern: { source: ['platform'], detailType: [hears.name] },
    targets: [new LambdaFunction(fn, { deadLetterQueue, retryAttempts: 10, maxEventAge: Duration.hours(6) })],
  });
}

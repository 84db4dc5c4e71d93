import { Duration, type Stack, TimeZone } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  type ScheduleGroup,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { capital } from './use-case.ts';

export interface Tick {
  readonly name: string;
  readonly at: string;
}

/** A clock that calls a Lambda and says which tick it is, so that the same tick twice is one. */
export function scheduleEntry(
  stack: Stack,
  id: string,
  { name, at }: Tick,
  fn: Lambda,
  scheduleGroup: ScheduleGroup,
  deadLetterQueue: IQueue,
): void {
  const [, kind, words] = /^(cron|rate)\((.*)\)$/.exec(at)!;
  new Schedule(stack, `${capital(id)}Schedule`, {
    scheduleGroup,
    description: name,
    schedule: ScheduleExpression.expression(`${kind}(${words})`, TimeZone.ETC_UTC),
    timeWindow: TimeWindow.off(),
    target: new LambdaInvoke(fn, {
      role: caller(stack, id, fn, deadLetterQueue).withoutPolicyUpdates(),
      input: ScheduleTargetInput.fromObject({ name, at: ContextAttribute.scheduledTime }),
      deadLetterQueue,
      retryAttempts: 5,
      maxEventAge: Duration.hours(1),
    }),
  });
}

/** It may call this one function, and lay aside what failed. */
const caller = (stack: Stack, id: string, fn: Lambda, letters: IQueue) =>
  new Role(stack, `${capital(id)}Caller`, {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
    inlinePolicies: {
      Call: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] }),
          new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [letters.queueArn] }),
        ],
      }),
    },
  });

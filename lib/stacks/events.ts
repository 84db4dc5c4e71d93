import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type Data, policyOf } from '../constructs/policy.ts';
import { acknowledge, UseCase } from '../constructs/use-case.ts';
import type { Stage } from '../stages.ts';

export class EventsStack extends Stack {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { stage, data, ...props }: StackProps & { stage: Stage; data: Data }) {
    super(scope, id, props);
    this.bus = new EventBus(this, 'Bus', { eventBusName: `steady-${stage.name}` });
    if (!stage.isLocal)
      this.bus.archive('Archive', { eventPattern: { source: ['platform'] }, retention: Duration.days(7) });
    const failures = new Queue(this, 'RelayFailures', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: !stage.isLocal,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(failures, 'AwsSolutions-SQS3', 'It is the dead-letter queue');
    acknowledge(failures, 'Serverless-SQSRedrivePolicy', 'It is the dead-letter queue');
    const shared = {
      environment: { TABLE: data.items.tableName, BUS: this.bus.eventBusName },
      logKey: data.key,
      isLocal: stage.isLocal,
    };
    const putEvents = new PolicyStatement({ actions: ['events:PutEvents'], resources: [this.bus.eventBusArn] });
    const relay = new UseCase(this, 'Relay', {
      ...shared,
      bundle: 'kernel/relay',
      description: 'Sends what is put into the outbox',
      statements: [
        ...policyOf(this, ['delete:OUTBOX'], data),
        putEvents,
        new PolicyStatement({
          actions: [
            'dynamodb:DescribeStream',
            'dynamodb:GetRecords',
            'dynamodb:GetShardIterator',
            'dynamodb:ListStreams',
          ],
          resources: [data.items.tableStreamArn!],
        }),
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] }),
      ],
    });
    new EventSourceMapping(this, 'Stream', {
      target: relay.fn,
      eventSourceArn: data.items.tableStreamArn!,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 10,
      bisectBatchOnError: true,
      retryAttempts: 10,
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination: failures.queueArn }) },
      filters: [
        {
          pattern: JSON.stringify({
            eventName: ['INSERT'],
            dynamodb: { Keys: { pk: { S: [{ prefix: 'OUTBOX#' }] } } },
          }),
        },
      ],
    });
    const sweep = new UseCase(this, 'Sweep', {
      ...shared,
      bundle: 'kernel/sweep',
      description: 'Sends what a stream lost',
      statements: [...policyOf(this, ['query:OUTBOX', 'delete:OUTBOX'], data), putEvents],
      timeout: Duration.seconds(60),
    });
    const role = new Role(this, 'SweepCaller', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
      inlinePolicies: {
        Call: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [sweep.fn.functionArn] }),
            new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] }),
          ],
        }),
      },
    }).withoutPolicyUpdates();
    new Schedule(this, 'SweepSchedule', {
      schedule: ScheduleExpression.rate(Duration.minutes(stage.sweepMinutes)),
      target: new LambdaInvoke(sweep.fn, {
        role,
        deadLetterQueue: failures,
        retryAttempts: 2,
        maxEventAge: Duration.minutes(5),
      }),
    });
  }
}

import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, type Function as Lambda, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Need } from '#shared/contract';
import { deadLetters } from '../constructs/dead-letters.ts';
import { policyOf } from '../constructs/policy.ts';
import { scheduleEntry } from '../constructs/schedule-entry.ts';
import { UseCase } from '../constructs/use-case.ts';
import { SENDERS } from '../rights.ts';
import { has, named, type Stage } from '../stages.ts';
import type { DataStack } from './data.ts';

/** How what was committed gets heard: outbox, relay, bus; and the clocks. */
export class EventsStack extends Stack {
  readonly bus: EventBus;
  readonly schedules: ScheduleGroup;
  readonly relay: Lambda;

  constructor(scope: Construct, id: string, { stage, data, ...props }: StackProps & { stage: Stage; data: DataStack }) {
    super(scope, id, props);
    this.bus = new EventBus(this, 'Bus', { eventBusName: `steady-${stage.name}` });
    if (has(stage, 'AWS::Events::Archive'))
      this.bus.archive('Archive', {
        description: 'What was told in the last week, to tell it again',
        eventPattern: { source: ['platform'] },
        retention: Duration.days(7),
      });
    this.schedules = new ScheduleGroup(this, 'Schedules', {
      scheduleGroupName: named(stage, 'schedules'),
      removalPolicy: stage.isLocal ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    const failures = deadLetters(this, stage, 'events');

    const sender = (name: string, description: string, rights: readonly Need[], more: PolicyStatement[] = []) =>
      new UseCase(this, name, {
        stage,
        bundle: `kernel/${name.toLowerCase()}`,
        description,
        statements: [
          ...policyOf(this, rights, { stage, data }),
          new PolicyStatement({ actions: ['events:PutEvents'], resources: [this.bus.eventBusArn] }),
          ...more,
        ],
        environment: { TABLE: data.items.tableName, BUS: this.bus.eventBusName },
        logKey: data.key,
        timeout: Duration.seconds(60),
      }).fn;

    this.relay = sender(
      'Relay',
      'Sends what is put into the outbox. Without it: what follows comes minutes late',
      SENDERS.relay,
      [
        new PolicyStatement({
          actions: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
            (word) => `dynamodb:${word}`,
          ),
          resources: [data.items.tableStreamArn!],
        }),
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] }),
      ],
    );
    this.readStream(data.items.tableStreamArn!, failures);

    const sweep = sender(
      'Sweep',
      'Sends what a stream lost. Without it: what a stream lost is never heard',
      SENDERS.sweep,
    );
    scheduleEntry(
      this,
      'Sweep',
      { name: 'kernel.sweep', at: `rate(${stage.sweepMinutes} ${stage.sweepMinutes === 1 ? 'minute' : 'minutes'})` },
      sweep,
      this.schedules,
      failures,
    );
  }

  /** New items of the outbox and nothing else: a record that fails is told apart, tried ten times, and laid aside. */
  private readStream(eventSourceArn: string, failures: IQueue): void {
    const pattern = JSON.stringify({
      eventName: ['INSERT'],
      dynamodb: { Keys: { pk: { S: [{ prefix: 'OUTBOX#' }] } } },
    });
    new EventSourceMapping(this, 'Stream', {
      target: this.relay,
      eventSourceArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 10,
      bisectBatchOnError: true,
      retryAttempts: 10,
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination: failures.queueArn }) },
      filters: [{ pattern }],
    });
  }
}

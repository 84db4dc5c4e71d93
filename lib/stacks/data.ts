import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { backups } from '../constructs/backups.ts';
import { type Data, INDEXES } from '../constructs/policy.ts';
import { uploads } from '../constructs/uploads.ts';
import { acknowledge } from '../constructs/use-case.ts';
import { has, keyAlias, named, type Stage } from '../stages.ts';

/** What must not be lost, and what everything else needs first. */
export class DataStack extends Stack implements Data {
  readonly key: Key;
  readonly items: TableV2;
  readonly keys: TableV2;
  readonly uploads: Bucket;
  readonly alarms: Topic;
  readonly mail: EmailIdentity;

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { stage: Stage }) {
    super(scope, id, props);
    const kept = {
      removalPolicy: stage.isLocal ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      deletionProtection: !stage.isLocal,
    };
    this.key = this.oneKey(stage, kept.removalPolicy);
    const encryption = TableEncryptionV2.customerManagedKey(this.key);
    const text = (name: string) => ({ name, type: AttributeType.STRING });
    this.items = new TableV2(this, 'Items', {
      ...kept,
      tableName: named(stage, 'items'),
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      encryption,
      dynamoStream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      timeToLiveAttribute: 'expires',
      globalSecondaryIndexes: INDEXES.map((indexName) => ({
        indexName,
        partitionKey: text(`${indexName}pk`),
        sortKey: text(`${indexName}sk`),
        projectionType: ProjectionType.ALL,
      })),
    });
    this.keys = new TableV2(this, 'Keys', {
      ...kept,
      tableName: named(stage, 'keys'),
      partitionKey: text('person'),
      billing: Billing.onDemand(),
      encryption,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 },
    });
    this.uploads = uploads(this, stage, this.key);
    this.alarms = this.alarmTopic(stage);
    this.mail = new EmailIdentity(this, 'Mail', { identity: Identity.domain(stage.sender.split('@')[1]!) });
    if (!stage.isLocal)
      this.mail.dkimRecords.forEach(({ name, value }, index) => {
        new CfnOutput(this, `MailRecord${index + 1}`, { value: `${name} CNAME ${value}` });
      });
    backups(this, stage, this.items, this.key);
  }

  /** The one key: it wraps the personal ones, and encrypts tables, uploads, logs, alarms and backups. */
  private oneKey(stage: Stage, removalPolicy: RemovalPolicy): Key {
    const key = new Key(this, 'Key', { alias: keyAlias(stage), enableKeyRotation: true, removalPolicy });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${this.region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${this.partition}:logs:${this.region}:${this.account}:log-group:*`,
          },
        },
      }),
    );
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    return key;
  }

  private alarmTopic(stage: Stage): Topic {
    const topic = new Topic(this, 'Alarms', { masterKey: this.key, enforceSSL: !stage.isLocal });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    if (has(stage, 'AWS::SNS::Subscription'))
      for (const address of stage.alarmsTo) {
        const written = topic.addSubscription(new EmailSubscription(address));
        acknowledge(written, 'Serverless-SNSRedrivePolicy', 'What a mailbox refuses, no queue can deliver');
      }
    return topic;
  }
}

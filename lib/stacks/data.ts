import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
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
import type { Construct } from 'constructs';
import type { Data } from '../constructs/policy.ts';
import type { Stage } from '../stages.ts';

export class DataStack extends Stack implements Data {
  readonly key: Key;
  readonly items: TableV2;
  readonly keys: TableV2;

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { stage: Stage }) {
    super(scope, id, props);
    const removalPolicy = stage.isLocal ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    const deletionProtection = !stage.isLocal;
    this.key = new Key(this, 'Key', { enableKeyRotation: true, removalPolicy });
    this.key.addToResourcePolicy(
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
    const encryption = TableEncryptionV2.customerManagedKey(this.key);
    const text = (name: string) => ({ name, type: AttributeType.STRING });
    this.items = new TableV2(this, 'Items', {
      tableName: `steady-${stage.name}-items`,
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      encryption,
      dynamoStream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      timeToLiveAttribute: 'expires',
      globalSecondaryIndexes: [1, 2, 3].map((index) => ({
        indexName: `gsi${index}`,
        partitionKey: text(`gsi${index}pk`),
        sortKey: text(`gsi${index}sk`),
        projectionType: ProjectionType.ALL,
      })),
      removalPolicy,
      deletionProtection,
    });
    this.keys = new TableV2(this, 'Keys', {
      tableName: `steady-${stage.name}-keys`,
      partitionKey: text('person'),
      billing: Billing.onDemand(),
      encryption,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 },
      removalPolicy,
      deletionProtection,
    });
  }
}

import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Need } from '#shared/contract';

export interface Data {
  readonly items: TableV2;
  readonly keys: TableV2;
  readonly key: IKey;
}
export interface SocketPlace {
  readonly apiId: string;
  readonly stage: string;
}

/** What a contract needs, and what follows from it: who mutates seals the record of it. */
export type Right = Need;

const ACTION = { get: 'GetItem', query: 'Query', put: 'PutItem', update: 'UpdateItem', delete: 'DeleteItem' } as const;
export const INDEXES = ['gsi1', 'gsi2', 'gsi3'] as const;

/** What an entry may do is what it says it needs; this is the only place that writes it as IAM. */
export function policyOf(
  scope: Construct,
  needs: readonly Right[],
  { items, keys, key }: Data,
  sockets?: SocketPlace,
): PolicyStatement[] {
  const byPrefix = Map.groupBy(
    needs.filter((need) => need.split(':')[0]! in ACTION),
    (need) => need.split(':')[1]!,
  );
  const table = [...byPrefix].map(([prefix, some]) => {
    const words = some.map((need) => need.split(':')[0] as keyof typeof ACTION);
    return new PolicyStatement({
      actions: words.map((word) => `dynamodb:${ACTION[word]}`),
      resources: [
        items.tableArn,
        ...(words.includes('query') ? INDEXES.map((index) => `${items.tableArn}/index/${index}`) : []),
      ],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${prefix}#*`] } },
    });
  });
  const region = Stack.of(scope).region;
  const statements = [...table];
  if (table.length > 0) {
    statements.push(
      new PolicyStatement({
        actions: ['kms:Decrypt'],
        resources: [key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` } },
      }),
    );
  }
  const seals = needs.includes('seal');
  if (seals || needs.includes('unseal')) {
    statements.push(
      new PolicyStatement({
        actions: ['dynamodb:GetItem', ...(seals ? ['dynamodb:PutItem'] : [])],
        resources: [keys.tableArn],
      }),
      new PolicyStatement({
        actions: ['kms:Decrypt', ...(seals ? ['kms:GenerateDataKey'] : [])],
        resources: [key.keyArn],
        conditions: { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['person'] } },
      }),
    );
  }
  if (needs.includes('socket:post')) {
    statements.push(
      new PolicyStatement({
        actions: ['execute-api:ManageConnections'],
        resources: [
          Arn.format(
            {
              service: 'execute-api',
              resource: sockets!.apiId,
              resourceName: `${sockets!.stage}/POST/@connections/*`,
              arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
            },
            Stack.of(scope),
          ),
        ],
      }),
    );
  }
  return statements;
}

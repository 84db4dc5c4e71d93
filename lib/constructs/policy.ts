import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Need } from '#shared/contract';
import { gatewaysOf, type Stage } from '../stages.ts';

export interface Data {
  readonly items: TableV2;
  readonly keys: TableV2;
  readonly key: IKey;
}

/** What rights are rights to. */
export interface Places {
  readonly stage: Stage;
  readonly data: Data;
  readonly sockets?: { readonly apiId: string; readonly stage: string };
  readonly poolArn?: string;
}

const ACTION = { get: 'GetItem', query: 'Query', put: 'PutItem', update: 'UpdateItem', delete: 'DeleteItem' } as const;
type Word = keyof typeof ACTION;
export const INDEXES = ['gsi1', 'gsi2', 'gsi3'] as const;

/** What an entry may do is what its rights say; this is the only place that writes them as IAM. */
export function policyOf(scope: Construct, rights: readonly Need[], places: Places): PolicyStatement[] {
  const parts = rights.map((right) => right.split(':') as [string, string]);
  const pool = parts.filter(([word]) => word === 'pool').map(([, action]) => `cognito-idp:${action}`);
  return [
    ...tableStatements(scope, parts, places.data),
    ...sealStatements(rights, places.data),
    ...(pool.length > 0 ? [new PolicyStatement({ actions: pool, resources: [places.poolArn!] })] : []),
    ...(rights.includes('socket:post')
      ? [new PolicyStatement({ actions: ['execute-api:ManageConnections'], resources: [connections(scope, places)] })]
      : []),
    ...(rights.includes('mail:send')
      ? [new PolicyStatement({ actions: ['ses:SendRawEmail'], resources: [identity(scope, places)] })]
      : []),
    ...gatewayStatements(scope, parts, places),
  ];
}

export const touchesTable = (rights: readonly Need[]) => rights.some((right) => right.split(':')[0]! in ACTION);
export const opensSealed = (rights: readonly Need[]) => rights.includes('seal') || rights.includes('unseal');

/** On the partitions of a prefix and on no other. `ForAllValues` holds on the local AWS, which does not set the key. */
function tableStatements(scope: Construct, parts: readonly [string, string][], { items, key }: Data) {
  const byPrefix = Map.groupBy(
    parts.filter(([word]) => word in ACTION),
    ([, prefix]) => prefix,
  );
  if (byPrefix.size === 0) return [];
  return [
    ...[...byPrefix].map(([prefix, some]) => {
      const words = some.map(([word]) => word as Word);
      return new PolicyStatement({
        actions: words.map((word) => `dynamodb:${ACTION[word]}`),
        resources: [
          items.tableArn,
          ...(words.includes('query') ? INDEXES.map((index) => `${items.tableArn}/index/${index}`) : []),
        ],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${prefix}#*`] } },
      });
    }),
    new PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(scope).region}.amazonaws.com` } },
    }),
  ];
}

function sealStatements(rights: readonly Need[], { keys, key }: Data) {
  if (!opensSealed(rights)) return [];
  const seals = rights.includes('seal');
  return [
    new PolicyStatement({
      actions: ['dynamodb:GetItem', ...(seals ? ['dynamodb:PutItem'] : [])],
      resources: [keys.tableArn],
    }),
    new PolicyStatement({
      actions: ['kms:Decrypt', ...(seals ? ['kms:GenerateDataKey'] : [])],
      resources: [key.keyArn],
      conditions: { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['person'] } },
    }),
  ];
}

/** To ask a gateway is to read what we know it by. */
function gatewayStatements(scope: Construct, parts: readonly [string, string][], { stage }: Places) {
  const names = parts.filter(([word]) => word === 'gateway').map(([, name]) => name);
  if (names.length === 0) return [];
  const resources = names.map((name) =>
    Arn.format(
      { service: 'ssm', resource: 'parameter', resourceName: `${gatewaysOf(stage)}/${name}`.slice(1) },
      Stack.of(scope),
    ),
  );
  return [new PolicyStatement({ actions: ['ssm:GetParameter'], resources })];
}

const connections = (scope: Construct, { sockets }: Places) =>
  Arn.format(
    {
      service: 'execute-api',
      resource: sockets!.apiId,
      resourceName: `${sockets!.stage}/POST/@connections/*`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    },
    Stack.of(scope),
  );

/** The domain that mail comes from. The local AWS does not see from where it is sent, and asks for leave to send at all. */
const identity = (scope: Construct, { stage }: Places) =>
  stage.isLocal
    ? '*'
    : Arn.format({ service: 'ses', resource: 'identity', resourceName: stage.sender.split('@')[1]! }, Stack.of(scope));

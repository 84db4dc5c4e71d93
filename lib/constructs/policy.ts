import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Need } from '#shared/contract';
import { gatewaysOf, named, type Stage } from '../stages.ts';

export interface Data {
  readonly items: TableV2;
  readonly keys: TableV2;
  readonly key: IKey;
  readonly uploads: Pick<Bucket, 'arnForObjects'>;
}

/** The queues of a module, by the names of their contracts. */
export type Queues = ReadonlyMap<string, IQueue>;

/** What rights are rights to. */
export interface Places {
  readonly stage: Stage;
  readonly data: Data;
  readonly sockets?: { readonly apiId: string; readonly stage: string };
  readonly poolArn?: string;
  readonly queues?: Queues;
  readonly schedules?: ScheduleGroup;
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
    ...sendStatements(parts, places),
    ...callStatements(scope, parts, places),
    ...(rights.includes('socket:post')
      ? [new PolicyStatement({ actions: ['execute-api:ManageConnections'], resources: [connections(scope, places)] })]
      : []),
    ...(rights.includes('mail:send')
      ? [new PolicyStatement({ actions: ['ses:SendRawEmail'], resources: [identity(scope, places)] })]
      : []),
    ...gatewayStatements(scope, parts, places),
    ...fileStatements(scope, parts, places.data),
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

const FILE = {
  keep: ['s3:PutObject', 'kms:GenerateDataKey'],
  fetch: ['s3:GetObject', 'kms:Decrypt'],
} as const;

/** To what lies in a folder of the bucket, and to the key only through the bucket. */
function fileStatements(scope: Construct, parts: readonly [string, string][], { uploads, key }: Data) {
  return parts.flatMap(([word, folder]) => {
    if (!(word in FILE)) return [];
    const [action, unlocks] = FILE[word as keyof typeof FILE];
    return [
      new PolicyStatement({ actions: [action], resources: [uploads.arnForObjects(`${folder}/*`)] }),
      new PolicyStatement({
        actions: [unlocks],
        resources: [key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `s3.${Stack.of(scope).region}.amazonaws.com` } },
      }),
    ];
  });
}

/** Several at once are sent by the same right. The local AWS asks for one of that name. */
function sendStatements(parts: readonly [string, string][], { queues, stage }: Places) {
  const named = parts.filter(([word]) => word === 'queue').map(([, name]) => queues!.get(name)!.queueArn);
  const actions = ['sqs:SendMessage', ...(stage.isLocal ? ['sqs:SendMessageBatch'] : [])];
  return named.length > 0 ? [new PolicyStatement({ actions, resources: named })] : [];
}

/** What Lambda does on a worker's behalf. */
export const receiving = ({ queueArn }: IQueue) =>
  new PolicyStatement({
    actions: ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((word) => `sqs:${word}`),
    resources: [queueArn],
  });

/** To look what the scheduler has, and to call as it does. A list is of everything; who is called once, nobody knows before.
 *  (The local AWS, which alone gives this, looks for every schedule in the group `default`.) */
function callStatements(scope: Construct, parts: readonly [string, string][], { stage, schedules }: Places) {
  const stack = Stack.of(scope);
  const given = (service: string, resources: string[], ...besides: string[]) => {
    const actions = parts.filter(([word]) => word === service).map(([, action]) => `${service}:${action}`);
    const kept = actions.filter((action) => !besides.includes(action));
    return kept.length > 0 ? [new PolicyStatement({ actions: kept, resources })] : [];
  };
  const schedule = (group: string) =>
    Arn.format({ service: 'scheduler', resource: 'schedule', resourceName: `${group}/*` }, stack);
  const ours = { service: 'lambda', resource: 'function', resourceName: named(stage, '*') };
  return [
    ...given('scheduler', ['*'], 'scheduler:GetSchedule', 'scheduler:DeleteSchedule'),
    ...given('scheduler', ['default', schedules?.scheduleGroupName ?? ''].map(schedule), 'scheduler:ListSchedules'),
    ...given('lambda', [Arn.format({ ...ours, arnFormat: ArnFormat.COLON_RESOURCE_NAME }, stack)]),
  ];
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

import { Duration, type Stack } from 'aws-cdk-lib';
import type { Need } from '#shared/contract';
import { addressSetting } from '#shared/queues/queue';
import type { Module, Named } from '../modules.ts';
import type { ApiStack } from '../stacks/api.ts';
import type { DataStack } from '../stacks/data.ts';
import type { EventsStack } from '../stacks/events.ts';
import type { UsersStack } from '../stacks/users.ts';
import { gatewaysOf, type Stage } from '../stages.ts';
import { clockSettings, rightsOn } from './moved-clock.ts';
import { opensSealed, type Places, policyOf, type Queues, receiving, touchesTable } from './policy.ts';
import { secondsOf } from './queue-entry.ts';

import { acknowledge, capital, imported, UseCase } from './use-case.ts';

/** What the modules stand on. */
export interface Ground {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly users: UsersStack;
  readonly api: ApiStack;
  readonly events: EventsStack;
  /** All that this stage has. */
  readonly modules: readonly Module[];
}

/** Seconds for whoever asks a gateway, perhaps more than once: each time it may be slow, and the API waits for thirty. */
const ASKS_FOR = 29;

/** The Lambda of an entry: its rights, and the settings that go with them. */
export function contractFunction(
  stack: Stack,
  entry: Named,
  { stage, data, users, api, events }: Ground,
  queues: Queues,
  settings: Readonly<Record<string, string>> = {},
): UseCase {
  const { name, bundle, contract } = entry;
  const rights = rightsOn(stage, entry);
  const asksGateway = rights.some((right) => right.startsWith('gateway:'));
  const sockets = { apiId: api.sockets.apiId, stage: api.socketStage.stageName };
  const places: Places = { stage, data, sockets, poolArn: users.pool.userPoolArn, queues, schedules: events.schedules };
  const usual = asksGateway ? ASKS_FOR : undefined;
  const seconds = entry.kind === 'queue' ? secondsOf(entry.contract) : (contract.seconds ?? usual);
  const work = entry.kind === 'queue' ? queues.get(entry.contract.name) : undefined;
  const useCase = new UseCase(stack, capital(name), {
    stage,
    bundle,
    description: descriptionOf(entry),
    statements: [...policyOf(stack, rights, places), ...(work ? [receiving(work)] : [])],
    environment: {
      ...clockSettings(stage),
      ...dataSettings(rights, data),
      ...(rights.some((right) => right.startsWith('pool:')) && { POOL: users.pool.userPoolId }),
      ...(rights.includes('socket:post') && { SOCKET_API: sockets.apiId, SOCKET_STAGE: sockets.stage }),
      ...(rights.includes('mail:send') && { SENDER: stage.sender }),
      ...(foldersOf(rights).length > 0 && { FILES: data.uploads.bucketName }),
      ...(asksGateway && { GATEWAYS: gatewaysOf(stage) }),
      ...addresses(rights, queues),
      ...settings,
    },
    logKey: data.key,
    ...(seconds !== undefined && { timeout: Duration.seconds(seconds) }),
  });
  for (const folder of foldersOf(rights)) {
    acknowledge(
      useCase.role,
      `AwsSolutions-IAM5[Resource::${imported(data, 'FnGetAttUploads4F6EB0FDArn5513CBEA')}/${folder}/*]`,
      'Files have no names before they are there; the folder is the entry’s own',
    );
  }
  if (contract.needs.includes('socket:post')) {
    const where = imported(api, 'RefSocketsA3E6BA67978249B9');
    acknowledge(
      useCase.role,
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:${stack.region}:${stack.account}:${where}/${sockets.stage}/POST/@connections/*]`,
      'Connections have no names before they exist',
    );
  }
  return useCase;
}

const foldersOf = (rights: readonly Need[]) =>
  rights.filter((right) => /^(keep|fetch):/.test(right)).map((right) => right.split(':')[1]!);

export const descriptionOf = ({ contract: { summary, impact } }: Named) => `${summary}. Without it: ${impact}`;

/** Where the queues are, for whoever sends. */
const addresses = (rights: readonly Need[], queues: Queues) =>
  Object.fromEntries(
    [...queues]
      .filter(([name]) => rights.includes(`queue:${name}`))
      .map(([name, { queueUrl }]) => [addressSetting({ name }), queueUrl]),
  );

/** Where the items are, and the personal keys, for whoever may open them. */
export const dataSettings = (rights: readonly Need[], { items, keys, key }: Places['data']) => ({
  ...(touchesTable(rights) && { TABLE: items.tableName }),
  ...(opensSealed(rights) && { KEYS_TABLE: keys.tableName, KMS_KEY: key.keyId }),
});

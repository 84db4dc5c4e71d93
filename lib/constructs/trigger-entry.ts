import type { Stack } from 'aws-cdk-lib';
import { type UserPool, UserPoolOperation } from 'aws-cdk-lib/aws-cognito';
import type { Trigger } from '#shared/users/trigger';
import type { Named } from '../modules.ts';
import type { DataStack } from '../stacks/data.ts';
import type { Stage } from '../stages.ts';
import { dataSettings, descriptionOf } from './contract-function.ts';
import { clockSettings, rightsOn } from './moved-clock.ts';
import { policyOf } from './policy.ts';
import { capital, UseCase } from './use-case.ts';

const OPERATION: Record<Trigger['on'], UserPoolOperation> = {
  preAuthentication: UserPoolOperation.PRE_AUTHENTICATION,
  preTokenGeneration: UserPoolOperation.PRE_TOKEN_GENERATION,
  customMessage: UserPoolOperation.CUSTOM_MESSAGE,
};

/** What the pool asks of us. It stands in the pool's stack, and its rights apart: the pool needs the function, and a right
 *  to the pool needs the pool. Which pool it is, the call says. */
export function triggerEntry(
  stack: Stack,
  entry: Named & { readonly kind: 'trigger' },
  pool: UserPool,
  { stage, data }: { stage: Stage; data: DataStack },
): void {
  const rights = rightsOn(stage, entry);
  const { fn } = new UseCase(stack, capital(entry.name), {
    stage,
    bundle: entry.bundle,
    description: descriptionOf(entry),
    statements: policyOf(stack, rights, { stage, data, poolArn: pool.userPoolArn }),
    environment: { ...clockSettings(stage), ...dataSettings(rights, data) },
    logKey: data.key,
    apart: true,
  });
  pool.addTrigger(OPERATION[entry.contract.on], fn);
}

import { expect } from 'vitest';
import type { Named } from '#lib/modules';
import { rightsOf, takesTokens } from '#lib/rights';
import { addressSetting } from '#shared/queues/queue';
import type { Template } from './synth.ts';
import { type functionOf, listed, ofType, pointsAt } from './template.ts';

/** The words of `needs` in AWS's own. */
export function actionsOf(entry: Named): string[] {
  const words = { get: 'GetItem', query: 'Query', put: 'PutItem', update: 'UpdateItem', delete: 'DeleteItem' };
  const keys = ['dynamodb:GetItem', 'kms:Decrypt'];
  const actions = rightsOf(entry).flatMap((right): string[] => {
    const [word, what] = right.split(':') as [string, string];
    if (word in words) return [`dynamodb:${words[word as keyof typeof words]} ${what}`, 'kms:Decrypt'];
    if (right === 'unseal') return keys;
    if (right === 'seal') return [...keys, 'dynamodb:PutItem', 'kms:GenerateDataKey'];
    if (right === 'socket:post') return ['execute-api:ManageConnections'];
    if (right === 'mail:send') return ['ses:SendRawEmail'];
    if (right.startsWith('gateway:')) return ['ssm:GetParameter'];
    if (word === 'keep') return ['s3:PutObject', 'kms:GenerateDataKey'];
    if (word === 'fetch') return ['s3:GetObject', 'kms:Decrypt'];
    if (word === 'queue') return ['sqs:SendMessage'];
    return [`cognito-idp:${what}`];
  });
  if (entry.kind === 'queue') actions.push('sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage');
  return [...new Set(actions)].sort();
}

/** By whom a function is called, and what becomes of a call that fails for good. */
export function expectCalled(
  entry: Named,
  { stack, template, id, properties, statements }: ReturnType<typeof functionOf>,
) {
  const allows = ofType(template, 'AWS::Lambda::Permission').some(([, { Properties }]) =>
    pointsAt(Properties['FunctionName'], id),
  );
  const routeOf = () => {
    const [integration] = ofType(template, 'AWS::ApiGatewayV2::Integration').find(([, one]) =>
      pointsAt(one.Properties, id),
    )!;
    return ofType(template, 'AWS::ApiGatewayV2::Route').find(([, one]) =>
      JSON.stringify(one.Properties['Target']).includes(integration),
    )![1].Properties;
  };
  const { kind, contract } = entry;
  // The scheduler calls by its own role, a queue by the function's.
  if (kind !== 'schedule' && kind !== 'queue') expect(allows).toBe(true);
  if (kind === 'route') {
    const route = routeOf();
    expect(route['RouteKey']).toBe(`${contract.method} ${contract.path}`);
    expect(route['AuthorizationType']).toBe(takesTokens(contract) ? 'JWT' : 'NONE');
  }
  if (kind === 'socket') {
    const opens = contract.routeKey === '$connect';
    expect(routeOf()).toMatchObject({ RouteKey: contract.routeKey, AuthorizationType: opens ? 'CUSTOM' : 'NONE' });
  }
  if (kind === 'listener') {
    const [, rule] = ofType(template, 'AWS::Events::Rule').find(([, one]) => pointsAt(one.Properties['Targets'], id))!;
    expect(rule.Properties['EventPattern']).toEqual({ source: ['platform'], 'detail-type': [contract.hears.name] });
    expectLaidAside(template, rule.Properties['Targets'][0].DeadLetterConfig);
  }
  if (kind === 'schedule') {
    const [, { Properties }] = ofType(template, 'AWS::Scheduler::Schedule').find(([, one]) =>
      pointsAt(one.Properties['Target'], id),
    )!;
    expect(Properties).toMatchObject({
      ScheduleExpression: contract.at,
      ScheduleExpressionTimezone: 'Etc/UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
    expect(JSON.parse(Properties['Target'].Input)).toEqual({
      name: contract.name,
      at: '<aws.scheduler.scheduled-time>',
    });
    expectLaidAside(template, Properties['Target'].DeadLetterConfig);
  }
  if (kind === 'queue') {
    const [queueId, queue] = queueOf(template, contract.name)!;
    const [, mapping] = ofType(template, 'AWS::Lambda::EventSourceMapping').find(([, one]) =>
      pointsAt(one.Properties['EventSourceArn'], queueId),
    )!;
    expect(mapping.Properties).toMatchObject({
      FunctionName: { Ref: id },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(queue.Properties).toMatchObject({ SqsManagedSseEnabled: true, RedrivePolicy: { maxReceiveCount: 10 } });
    expect(queue.Properties['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * properties['Timeout']);
    expectLaidAside(template, queue.Properties['RedrivePolicy'].deadLetterTargetArn);
    const received = statements.filter(({ Action }) => listed(Action).includes('sqs:ReceiveMessage'));
    expect(received.map(({ Resource }) => Resource)).toEqual([{ 'Fn::GetAtt': [queueId, 'Arn'] }]);
  }
  if (kind === 'trigger') {
    expect(stack).toBe('users');
    const [[, pool]] = ofType(template, 'AWS::Cognito::UserPool') as [[string, any]];
    expect(pointsAt(Object.values(pool.Properties.LambdaConfig), id)).toBe(true);
  }
}

const queueOf = (template: Template, name: string) =>
  ofType(template, 'AWS::SQS::Queue').find(
    ([, { Properties }]) => /^steady-(dev|prod)-(.*)$/.exec(Properties['QueueName'])![2] === name.replace('.', '-'),
  );

/** To the queues that it names, and to no others. */
export function expectSends({ contract }: Named, { template, properties, statements }: ReturnType<typeof functionOf>) {
  const names = contract.needs.filter((need) => need.startsWith('queue:')).map((need) => need.slice(6));
  const ids = names.map((name) => queueOf(template, name)![0]);
  const arns = statements
    .filter(({ Action }) => listed(Action).includes('sqs:SendMessage'))
    .flatMap(({ Resource }) => listed(Resource));
  expect(arns).toEqual(ids.map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] })));
  const told = Object.entries(properties['Environment'].Variables).filter(([name]) => name.startsWith('QUEUE_'));
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(names.map((name, index) => [addressSetting({ name }), { Ref: ids[index] }])),
  );
}

function expectLaidAside(template: Template, where: unknown) {
  expect(ofType(template, 'AWS::SQS::Queue').some(([queue]) => pointsAt(where, queue))).toBe(true);
}

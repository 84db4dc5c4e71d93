import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { type HttpMethod, HttpRoute, HttpRouteKey, WebSocketRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Contract } from '#shared/contract';
import { type Data, policyOf, type Right } from '../constructs/policy.ts';
import { acknowledge, UseCase } from '../constructs/use-case.ts';
import { kebab, type Module } from '../modules.ts';
import type { Stage } from '../stages.ts';
import type { ApiStack } from './api.ts';
import type { EventsStack } from './events.ts';

export interface ModuleProps extends StackProps {
  readonly stage: Stage;
  readonly module: Module;
  readonly data: Data;
  readonly api: ApiStack;
  readonly events: EventsStack;
}

const capital = (name: string) => name[0]!.toUpperCase() + name.slice(1);
const ONCE: readonly Right[] = ['get:ONCE', 'put:ONCE', 'seal'];
const HEARD: readonly Right[] = ['get:HEARD', 'put:HEARD', 'seal'];
const outbox = ({ raises = [] }: { raises?: readonly unknown[] }): readonly Right[] =>
  raises.length > 0 ? ['put:OUTBOX'] : [];

/** A module as its contracts say it. */
export class ModuleStack extends Stack {
  constructor(scope: Construct, id: string, { stage, module, data, api, events, ...props }: ModuleProps) {
    super(scope, id, props);
    const { name, routes = {}, listeners = {}, sockets = {} } = module;
    const place = { apiId: api.sockets.apiId, stage: api.socketStage.stageName };
    const useCase = (entry: string, { summary, impact }: Contract, needs: readonly Right[]) =>
      new UseCase(this, capital(entry), {
        bundle: `${name}/${kebab(entry)}`,
        description: `${summary}. Without it: ${impact}`,
        statements: policyOf(this, needs, data, place),
        environment: {
          TABLE: data.items.tableName,
          KEYS_TABLE: data.keys.tableName,
          KMS_KEY: data.key.keyId,
          ...(needs.includes('socket:post') && { SOCKET_API: place.apiId, SOCKET_STAGE: place.stage }),
        },
        logKey: data.key,
        isLocal: stage.isLocal,
        ...(needs.includes('socket:post') && {
          postsTo: `arn:<AWS::Partition>:execute-api:${this.region}:${this.account}:${api.stackName}:ExportsOutputRefSocketsA3E6BA67978249B9/${place.stage}/POST/@connections/*`,
        }),
      });

    for (const [entry, route] of Object.entries(routes)) {
      const { fn } = useCase(entry, route, [...route.needs, ...outbox(route), ...(route.method === 'GET' ? [] : ONCE)]);
      new HttpRoute(this, `${capital(entry)}Route`, {
        httpApi: api.http,
        routeKey: HttpRouteKey.with(route.path, route.method as HttpMethod),
        integration: new HttpLambdaIntegration('Integration', fn),
        authorizer: api.jwt,
      });
    }

    const listened = Object.entries(listeners);
    const letters =
      listened.length === 0
        ? undefined
        : new Queue(this, 'DeadLetters', {
            encryption: QueueEncryption.SQS_MANAGED,
            enforceSSL: !stage.isLocal,
            retentionPeriod: Duration.days(14),
          });
    if (letters) acknowledge(letters, 'AwsSolutions-SQS3', 'It is the dead-letter queue');
    if (letters) acknowledge(letters, 'Serverless-SQSRedrivePolicy', 'It is the dead-letter queue');
    for (const [entry, listener] of listened) {
      const { fn } = useCase(entry, listener, [...listener.needs, ...outbox(listener), ...HEARD]);
      new Rule(this, `${capital(entry)}Rule`, {
        eventBus: events.bus,
        eventPattern: { source: ['platform'], detailType: [listener.hears.name] },
        targets: [
          new LambdaFunction(fn, { deadLetterQueue: letters!, retryAttempts: 10, maxEventAge: Duration.hours(6) }),
        ],
      });
    }

    for (const [entry, socket] of Object.entries(sockets)) {
      const { fn } = useCase(entry, socket, socket.needs);
      const socketRoute = new WebSocketRoute(this, `${capital(entry)}Route`, {
        webSocketApi: api.sockets,
        routeKey: socket.routeKey,
        integration: new WebSocketLambdaIntegration('Integration', fn),
        ...(socket.routeKey === '$connect' && { authorizer: api.socketAuthorizer }),
      });
      if (socket.routeKey !== '$connect')
        acknowledge(socketRoute, 'AwsSolutions-APIG4', 'Whoever it is was authorised when the socket opened');
    }
  }
}

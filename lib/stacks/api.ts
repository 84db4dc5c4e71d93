import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat, CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpAuthorizer,
  HttpAuthorizerType,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  type IWebSocketRouteAuthorizer,
  LogGroupLogDestination,
  WebSocketApi,
  WebSocketStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge, UseCase } from '../constructs/use-case.ts';
import { has, named, type Stage } from '../stages.ts';
import type { DataStack } from './data.ts';
import type { UsersStack } from './users.ts';

export interface ApiProps extends StackProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly users: UsersStack;
}

/** One line a request, without what a person wrote: no query, no body. */
const LINE = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    route: '$context.routeKey',
    status: '$context.status',
    ip: '$context.identity.sourceIp',
    latency: '$context.responseLatency',
    error: '$context.error.message',
    integration: '$context.integrationErrorMessage',
  }),
);

/** The two doors, and who stands at them. The modules put their routes in. */
export class ApiStack extends Stack {
  readonly http: HttpApi;
  readonly jwt: IHttpRouteAuthorizer;
  readonly sockets: WebSocketApi;
  readonly socketStage: WebSocketStage;
  readonly socketAuthorizer: IWebSocketRouteAuthorizer;

  constructor(scope: Construct, id: string, { stage, data, users, ...props }: ApiProps) {
    super(scope, id, props);
    const line = (name: string) => ({
      format: LINE,
      destination: new LogGroupLogDestination(
        new LogGroup(this, name, {
          retention: RetentionDays.SIX_MONTHS,
          removalPolicy: RemovalPolicy.DESTROY,
          ...(!stage.isLocal && { encryptionKey: data.key }),
        }),
      ),
    });
    const ours = (name: string, bundle: string, description: string, environment = {}) =>
      new UseCase(this, name, { stage, bundle, description, statements: [], environment, logKey: data.key }).fn;

    this.http = new HttpApi(this, 'Http', {
      apiName: named(stage, 'http'),
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [...stage.origins],
        allowMethods: [CorsHttpMethod.ANY],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match'],
        exposeHeaders: ['etag', 'retry-after'],
        maxAge: Duration.hours(1),
      },
    });
    new HttpStage(this, 'HttpStage', {
      httpApi: this.http,
      autoDeploy: true,
      stageName: '$default',
      throttle: stage.throttle,
      accessLogSettings: line('HttpLogs'),
    });
    this.jwt = this.tokens(users);
    this.elsewhere(ours('NotFound', 'kernel/not-found', 'Answers 404 where no route is'));

    this.sockets = new WebSocketApi(this, 'Sockets', {
      apiName: named(stage, 'sockets'),
      routeSelectionExpression: '$request.body.action',
    });
    this.socketStage = new WebSocketStage(this, 'SocketStage', {
      webSocketApi: this.sockets,
      stageName: 'v1',
      autoDeploy: true,
      throttle: stage.throttle,
      accessLogSettings: line('SocketLogs'),
    });
    if (has(stage, 'AWS::ApiGateway::Account')) this.socketStage.node.addDependency(this.writesLogs());
    this.socketAuthorizer = new WebSocketLambdaAuthorizer(
      'SocketAuthorizer',
      ours('Authorise', 'kernel/authorise', 'Who opens a socket. Without it: nobody is told anything at once', {
        POOL: users.pool.userPoolId,
        CLIENT: users.client.userPoolClientId,
        ISSUER: users.issuer,
      }),
      { identitySource: ['route.request.querystring.token'] },
    );
    new CfnOutput(this, 'HttpApiId', { value: this.http.apiId });
    new CfnOutput(this, 'SocketApiId', { value: this.sockets.apiId });
  }

  /** One authoriser for all routes, in whatever stack they are. */
  private tokens(users: UsersStack): IHttpRouteAuthorizer {
    const { authorizerId } = new HttpAuthorizer(this, 'Jwt', {
      httpApi: this.http,
      type: HttpAuthorizerType.JWT,
      identitySource: ['$request.header.Authorization'],
      jwtAudience: [users.client.userPoolClientId],
      jwtIssuer: users.issuer,
    });
    return { bind: () => ({ authorizerId, authorizationType: 'JWT' }) };
  }

  private elsewhere(fn: Lambda): void {
    const route = new HttpRoute(this, 'Elsewhere', {
      httpApi: this.http,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('Integration', fn),
      authorizer: new HttpNoneAuthorizer(),
    });
    acknowledge(route, 'AwsSolutions-APIG4', 'It says the same to everybody: there is nothing here');
  }

  /** A WebSocket API writes logs only when the account has a role for it; an HTTP API needs none. */
  private writesLogs(): CfnAccount {
    const toLogs = new Role(this, 'ToLogs', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
    });
    acknowledge(
      toLogs,
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      'The policy that AWS made for this',
    );
    return new CfnAccount(this, 'Account', { cloudWatchRoleArn: toLogs.roleArn });
  }
}

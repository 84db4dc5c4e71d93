import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat, CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpAuthorizer,
  HttpAuthorizerType,
  HttpStage,
  type IHttpRouteAuthorizer,
  type IWebSocketRouteAuthorizer,
  LogGroupLogDestination,
  WebSocketApi,
  WebSocketStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Data } from '../constructs/policy.ts';
import { acknowledge, UseCase } from '../constructs/use-case.ts';
import type { Stage } from '../stages.ts';
import type { UsersStack } from './users.ts';

export class ApiStack extends Stack {
  readonly http: HttpApi;
  readonly jwt: IHttpRouteAuthorizer;
  readonly sockets: WebSocketApi;
  readonly socketStage: WebSocketStage;
  readonly socketAuthorizer: IWebSocketRouteAuthorizer;

  constructor(
    scope: Construct,
    id: string,
    { stage, data, users, ...props }: StackProps & { stage: Stage; data: Data; users: UsersStack },
  ) {
    super(scope, id, props);
    const logs = (name: string) =>
      new LogGroup(this, name, {
        retention: RetentionDays.SIX_MONTHS,
        ...(!stage.isLocal && { encryptionKey: data.key }),
      });
    const format = AccessLogFormat.custom(
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
    this.http = new HttpApi(this, 'Http', {
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [new URL(stage.web).origin],
        allowMethods: [CorsHttpMethod.ANY],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match'],
        exposeHeaders: ['etag'],
      },
    });
    new HttpStage(this, 'HttpStage', {
      httpApi: this.http,
      autoDeploy: true,
      stageName: '$default',
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: { destination: new LogGroupLogDestination(logs('HttpLogs')), format },
    });
    const authorizer = new HttpAuthorizer(this, 'Jwt', {
      httpApi: this.http,
      type: HttpAuthorizerType.JWT,
      identitySource: ['$request.header.Authorization'],
      jwtAudience: [users.client.userPoolClientId],
      jwtIssuer: users.issuer,
    });
    this.jwt = { bind: () => ({ authorizerId: authorizer.authorizerId, authorizationType: 'JWT' }) };

    this.sockets = new WebSocketApi(this, 'Sockets', { routeSelectionExpression: '$request.body.action' });
    this.socketStage = new WebSocketStage(this, 'SocketStage', {
      webSocketApi: this.sockets,
      stageName: 'v1',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: { destination: new LogGroupLogDestination(logs('SocketLogs')), format },
    });
    if (!stage.isLocal) {
      // A WebSocket API writes logs only when the account has a role for it; an HTTP API needs none.
      const toLogs = new Role(this, 'ToLogs', {
        assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
        managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
      });
      acknowledge(
        toLogs,
        'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
        'The policy that AWS made for this',
      );
      this.socketStage.node.addDependency(new CfnAccount(this, 'Account', { cloudWatchRoleArn: toLogs.roleArn }));
    }
    const authorise = new UseCase(this, 'Authorise', {
      bundle: 'kernel/authorise',
      description: 'Who opens a socket',
      statements: [],
      environment: { POOL: users.pool.userPoolId, CLIENT: users.client.userPoolClientId, ISSUER: users.issuer },
      logKey: data.key,
      isLocal: stage.isLocal,
    });
    this.socketAuthorizer = new WebSocketLambdaAuthorizer('SocketAuthorizer', authorise.fn, {
      identitySource: ['route.request.querystring.token'],
    });
    new CfnOutput(this, 'HttpApiId', { value: this.http.apiId });
    new CfnOutput(this, 'SocketApiId', { value: this.sockets.apiId });
  }
}

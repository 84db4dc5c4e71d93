import type { Stack } from 'aws-cdk-lib';
import { WebSocketRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { Socket } from '#shared/sockets/socket';
import type { ApiStack } from '../stacks/api.ts';
import { acknowledge, capital } from './use-case.ts';

/** A route of the WebSocket API: who it is, is asked when the socket opens. */
export function socketEntry(stack: Stack, name: string, { routeKey }: Socket, fn: Lambda, api: ApiStack): void {
  const opens = routeKey === '$connect';
  const made = new WebSocketRoute(stack, `${capital(name)}Route`, {
    webSocketApi: api.sockets,
    routeKey,
    integration: new WebSocketLambdaIntegration('Integration', fn),
    ...(opens && { authorizer: api.socketAuthorizer }),
  });
  if (!opens) acknowledge(made, 'AwsSolutions-APIG4', 'Whoever it is was authorised when the socket opened');
}

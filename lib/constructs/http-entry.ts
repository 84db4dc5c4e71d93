import type { Stack } from 'aws-cdk-lib';
import { HttpMethod, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { Route } from '#shared/http/route';
import { takesTokens } from '../rights.ts';
import type { ApiStack } from '../stacks/api.ts';
import { acknowledge, capital } from './use-case.ts';

/** A route of the API. Whoever is meant to be signed in is asked for a token before anything of ours runs. */
export function httpEntry(stack: Stack, name: string, route: Route, fn: Lambda, api: ApiStack): void {
  const asked = takesTokens(route);
  const made = new HttpRoute(stack, `${capital(name)}Route`, {
    httpApi: api.http,
    routeKey: HttpRouteKey.with(route.path, HttpMethod[route.method]),
    integration: new HttpLambdaIntegration('Integration', fn),
    authorizer: asked ? api.jwt : new HttpNoneAuthorizer(),
  });
  if (!asked) acknowledge(made, 'AwsSolutions-APIG4', `It is for ${route.audience.join(' and ')}: ${route.summary}`);
}

import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda';

export interface Asking {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** As the route has it. */
  readonly route: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** As the HTTP API hands over what a client asks; what changes something, under a key of its own. */
export function request(person: string, { method, route, params = {}, body }: Asking) {
  const path = route.replace(/\{(\w+)\}/g, (_, name: string) => params[name]!);
  const text = body === undefined ? undefined : JSON.stringify(body);
  const iat = String(Math.floor(Date.now() / 1000));
  const claims = { sub: randomUUID(), username: person, token_use: 'access', 'cognito:groups': '[client]', iat };
  const event: APIGatewayProxyEventV2WithJWTAuthorizer = {
    version: '2.0',
    routeKey: `${method} ${route}`,
    rawPath: path,
    rawQueryString: '',
    headers: {
      host: 'api.example.com',
      ...(text !== undefined && {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(text)),
        'idempotency-key': randomUUID(),
      }),
    },
    pathParameters: params,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      authorizer: { jwt: { claims, scopes: [] }, principalId: '', integrationLatency: 0 },
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'bench' },
      requestId: randomUUID(),
      routeKey: `${method} ${route}`,
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: Date.now(),
    },
    ...(text !== undefined && { body: text }),
    isBase64Encoded: false,
  };
  return event;
}

export const context = (lasts = 10_000) =>
  ({ awsRequestId: randomUUID(), getRemainingTimeInMillis: () => lasts }) as Context;

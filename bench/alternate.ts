import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { personOf } from './people.ts';

/* A process of its own that calls handlers in turn, and tells its parent how long each call took, in milliseconds. */

export interface Task {
  readonly handlers: Readonly<Record<string, string>>;
  /** Of each handler, who calls it. */
  readonly people: number;
  readonly rounds: number;
  /** Of one handler, before it is the next one's turn. */
  readonly calls: number;
  readonly unmeasured: number;
}

type Handler = (
  event: APIGatewayProxyEventV2WithJWTAuthorizer,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

process.on('message', async ({ handlers, people, rounds, calls, unmeasured }: Task) => {
  const loaded = await Promise.all(
    Object.entries(handlers).map(async ([name, path]) => {
      const { handler } = (await import(path)) as { handler: Handler };
      return { name, handler, times: [] as number[] };
    }),
  );
  for (let round = -unmeasured; round < rounds; round += 1) {
    for (const { name, handler, times } of round % 2 === 0 ? loaded : loaded.toReversed()) {
      for (let call = 0; call < calls; call += 1) {
        const event = request(personOf(name, (Math.abs(round) * calls + call) % people));
        const context = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => 10_000 } as Context;
        const began = performance.now();
        const { statusCode, body } = await handler(event, context);
        const took = performance.now() - began;
        if (statusCode !== 201) throw new Error(`Answered ${statusCode} ${body}`);
        if (round >= 0) times.push(took);
      }
    }
  }
  process.send?.(Object.fromEntries(loaded.map(({ name, times }) => [name, times])), () => process.disconnect());
});

function request(person: string): APIGatewayProxyEventV2WithJWTAuthorizer {
  const path = '/v1/cravings';
  const body = JSON.stringify({ at: new Date().toISOString(), trigger: 'coffee', intensity: 7, smoked: false });
  const iat = String(Math.floor(Date.now() / 1000));
  const claims = { sub: randomUUID(), username: person, token_use: 'access', 'cognito:groups': '[client]', iat };
  return {
    version: '2.0',
    routeKey: `POST ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'idempotency-key': randomUUID(),
      host: 'api.example.com',
    },
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      authorizer: { jwt: { claims, scopes: [] }, principalId: '', integrationLatency: 0 },
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'bench' },
      requestId: randomUUID(),
      routeKey: `POST ${path}`,
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: Date.now(),
    },
    body,
    isBase64Encoded: false,
  };
}

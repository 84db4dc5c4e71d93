import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { Consumer } from '#shared/events/consumer';
import type { Raised } from '#shared/events/event';
import type { Actor, Answer, Endpoint, HttpEvent } from '#shared/http/endpoint';
import type { Audience, Route } from '#shared/http/route';

const actor =
  (role: Audience) =>
  (id: string): Actor => ({ id, roles: [role] });
export const client = actor('client');
export const coach = actor('coach');

export interface Call {
  readonly as: Actor;
  readonly body?: unknown;
  readonly key?: string;
}

/** The body is typed as the route promises it; of a problem, a test asks for `errors` with `toMatchObject`. */
export async function call<R extends Route>(handler: Endpoint<R>, { as, body, key }: Call) {
  const { method, path } = handler.route;
  const event = {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    requestContext: {
      http: { method, path },
      authorizer: {
        jwt: { claims: { sub: as.id, token_use: 'access', 'cognito:groups': `[${as.roles.join(' ')}]` }, scopes: null },
      },
    },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as HttpEvent;
  const result = await handler(event, context());
  return { status: result.statusCode, body: JSON.parse(result.body ?? 'null') as Answer<R> };
}

const ids = new WeakMap<Raised, string>();

/** As the bus does: under another id of its own each time, with ours the same. */
export async function deliver(handler: Consumer, event: Raised): Promise<void> {
  const id = ids.get(event) ?? randomUUID();
  ids.set(event, id);
  await handler(
    {
      id: randomUUID(),
      version: '0',
      account: '000000000000',
      region: 'us-east-1',
      source: 'platform',
      resources: [],
      time: new Date().toISOString(),
      'detail-type': event.event,
      detail: { id, data: event.data },
    },
    context(),
  );
}

const context = () => ({ awsRequestId: randomUUID(), getRemainingTimeInMillis: () => 10_000 }) as unknown as Context;

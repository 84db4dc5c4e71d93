import { randomUUID } from 'node:crypto';
import type { Context, SQSEvent } from 'aws-lambda';
import type { Consumer } from '#shared/events/consumer';
import type { Raised } from '#shared/events/event';
import type { Answer, Endpoint, HttpEvent } from '#shared/http/endpoint';
import type { Role, Route } from '#shared/http/route';
import type { Letter } from '#shared/queues/send';
import type { Worker } from '#shared/queues/worker';
import type { Timer } from '#shared/schedules/timer';
import type { frame } from '#shared/sockets/frame';
import { within } from './needs.ts';

/** Who calls, as their token says it. */
export interface Token {
  readonly id: string;
  readonly groups: readonly Role[];
  /** When it was issued (ms); now, unless a test says otherwise. */
  readonly issued?: number;
  readonly use?: 'access' | 'id';
}
const holder =
  (...groups: Role[]) =>
  (id: string, more: Partial<Token> = {}): Token => ({ id, groups, ...more });
export const client = holder('client');
export const coach = holder('coach');
export const admin = holder('admin');
/** Signed in, and nothing else that the token tells. */
export const person = holder();

export interface Call {
  /** Nobody, for what anyone may call. */
  readonly as?: Token;
  readonly body?: unknown;
  /** In place of the body as JSON. */
  readonly text?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly ifMatch?: string;
  readonly from?: string;
}

/** What comes back. The body is typed as the route promises it; of a problem, a test asks for `errors` with `toMatchObject`. */
export async function call<R extends Route>(handler: Endpoint<R>, one: Call = {}) {
  const result = await within({ kind: 'route', contract: handler.route }, () =>
    handler(request(handler.route, one), context()),
  );
  const { statusCode: status, headers = {}, body } = result;
  const isJson = String(headers['content-type']).includes('json');
  return { status, headers, body: (isJson ? JSON.parse(body ?? 'null') : body) as Answer<R> };
}

/** As the HTTP API hands a request over. */
function request(
  { method, path }: Route,
  { as, body, text, params = {}, query = {}, key, ifMatch, from }: Call,
): HttpEvent {
  const filled = path.replace(/\{(\w+)\+?\}/g, (_, name: string) =>
    encodeURIComponent((params[name] ?? '').toWellFormed()),
  );
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: filled,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: {
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    },
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(Object.keys(params).length > 0 && { pathParameters: params }),
    requestContext: {
      http: { method, path: filled, sourceIp: from ?? '192.0.2.1' },
      ...(as && { authorizer: { jwt: { claims: claims(as), scopes: null } } }),
    },
    ...((text ?? body) !== undefined && { body: text ?? JSON.stringify(body) }),
    isBase64Encoded: false,
  } as unknown as HttpEvent;
}

const claims = ({ id, groups, issued = Date.now(), use = 'access' }: Token) => ({
  sub: id,
  username: id,
  token_use: use,
  iat: String(Math.floor(issued / 1000)),
  ...(groups.length > 0 && { 'cognito:groups': `[${groups.join(' ')}]` }),
});

const ids = new WeakMap<Raised, string>();

/** As the bus does: under another id of its own each time, with ours the same. */
export async function deliver(handler: Consumer, event: Raised): Promise<void> {
  const id = ids.get(event) ?? randomUUID();
  ids.set(event, id);
  const delivery = {
    id: randomUUID(),
    version: '0',
    account: '000000000000',
    region: 'us-east-1',
    source: 'platform',
    resources: [],
    time: new Date().toISOString(),
    'detail-type': event.event,
    detail: { id, data: event.data },
  };
  await within({ kind: 'listener', contract: handler.listener }, () => handler(delivery, context()));
}

/** As the WebSocket API does, for somebody whom it has let in. */
export const atSocket = (handler: ReturnType<typeof frame>, connectionId: string, person: string) =>
  within({ kind: 'socket', contract: handler.socket }, () =>
    handler({ requestContext: { connectionId, authorizer: { person } } } as Parameters<typeof handler>[0], context()),
  );

/** As the scheduler does. */
export const tick = (handler: Timer, at: string) =>
  within({ kind: 'schedule', contract: handler.schedule }, () => handler({ at }, context()));

/** As a queue does, all of it in one batch. Says which of them failed, by their ids: they would come again. */
export async function work(handler: Worker, ...letters: readonly Letter<unknown>[]): Promise<string[]> {
  const Records = letters.map((letter) => ({ messageId: randomUUID(), body: JSON.stringify(letter) }));
  const { batchItemFailures } = await within({ kind: 'queue', contract: handler.queue }, () =>
    handler({ Records } as unknown as SQSEvent, context()),
  );
  const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return letters.filter((_, index) => failed.includes(Records[index]!.messageId)).map(({ id }) => id);
}

const context = () => ({ awsRequestId: randomUUID(), getRemainingTimeInMillis: () => 10_000 }) as unknown as Context;

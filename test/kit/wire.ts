import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { tables } from '#shared/table/client';

/* Every call that leaves a handler passes here: to AWS through the one HTTP client of its SDK, elsewhere by fetch. */

export interface Out {
  /** The rights that this call needs, in the words of `needs`. */
  readonly rights: readonly string[];
  /** Whether it commits an intent, the first of two commits. */
  readonly isFirst: boolean;
}
type Watch = (out: Out, go: () => Promise<any>) => Promise<any>;

const watching = new Set<Watch>();

/** Lets `watch` see, hold up or break every call out for as long as `act` takes. */
export async function watched<T>(watch: Watch, act: () => Promise<T>): Promise<T> {
  watching.add(watch);
  try {
    return await act();
  } finally {
    watching.delete(watch);
  }
}

let blind = 0;
/** What the kit itself asks meanwhile is none of the handler's. */
export async function unwatched<T>(act: () => Promise<T>): Promise<T> {
  blind += 1;
  try {
    return await act();
  } finally {
    blind -= 1;
  }
}

/** A call out: whoever watches sees it, holds it up or breaks it. */
export function pass(out: () => Out, go: () => Promise<any>): Promise<any> {
  if (blind > 0 || watching.size === 0) return go();
  const seen = out();
  let last = go;
  for (const watch of watching) {
    const inner = last;
    last = () => watch(seen, inner);
  }
  return last();
}

const { handle } = NodeHttpHandler.prototype;
NodeHttpHandler.prototype.handle = function (this: NodeHttpHandler, request: any, options: any) {
  return pass(
    () => aws(request),
    () => handle.call(this, request, options),
  );
};
const { fetch } = globalThis;
globalThis.fetch = (...call) =>
  pass(
    () => ({ rights: [], isFirst: false }), // which gateway it is, reading its settings has said
    () => fetch(...call),
  );

/** Whoever signs a link hands on a right of their own. */
const { presign } = SignatureV4.prototype;
SignatureV4.prototype.presign = function (request, options) {
  return pass(
    () => ({ rights: [fileRight('fetch', request.path)], isFirst: false }),
    () => presign.call(this, request, options),
  );
};
const fileRight = (word: 'keep' | 'fetch', path: string) => `${word}:${path.split('/').at(-2)}`;

const WORD: Record<string, string> = {
  GetItem: 'get',
  Query: 'query',
  PutItem: 'put',
  UpdateItem: 'update',
  DeleteItem: 'delete',
  Put: 'put',
  Update: 'update',
  Delete: 'delete',
  ConditionCheck: 'check',
};

/** Which queue is where. */
export const queues = new Map<string, string>();

/** What the scheduler is asked, by how deep the path goes. */
const SCHEDULES: Record<string, string> = {
  'GET 1': 'ListSchedules',
  'GET 2': 'GetSchedule',
  'DELETE 2': 'DeleteSchedule',
};

interface Request {
  readonly headers: Record<string, string>;
  readonly body?: unknown;
  readonly path: string;
  readonly method: string;
}

function aws({ headers, body, path, method }: Request): Out {
  const target = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1] ?? '';
  const [service = '', action = ''] = target.split('.');
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array | undefined);
  const only = (...rights: string[]): Out => ({ rights, isFirst: false });
  if (service.startsWith('DynamoDB')) return table(action, JSON.parse(text));
  if (service === 'TrentService') return only(action === 'Decrypt' ? 'unseal' : 'seal');
  if (service.startsWith('AWSCognito')) return only(`pool:${action}`);
  if (service === 'AmazonSSM') return only(`gateway:${JSON.parse(text).Name.split('/').at(-1)}`);
  if (service === 'AmazonSQS') return only(`queue:${queues.get(JSON.parse(text).QueueUrl)}`);
  if (service === 'AWSEvents') return only('bus:put');
  if (text.includes('Action=SendRawEmail') || text.includes('Action=SendEmail')) return only('mail:send');
  if (path.startsWith(`/${process.env['FILES']}/`)) return only(fileRight(method === 'PUT' ? 'keep' : 'fetch', path));
  if (path.startsWith('/schedules')) return only(`scheduler:${SCHEDULES[`${method} ${path.split('/').length - 1}`]}`);
  if (path.includes('/@connections/')) return only('socket:post');
  throw new Error(`a call out that the kit does not know: ${target || path}`);
}

function table(action: string, input: any): Out {
  const lines: [string, any][] = (input.TransactItems?.map((line: any) => Object.entries(line)[0]) as
    | [string, any][]
    | undefined) ?? [[action, input]];
  return {
    rights: lines.map(([kind, one]) => {
      const word = WORD[kind] ?? kind;
      if (one.TableName === tables.keys) return word === 'get' ? 'unseal' : 'seal';
      const pk = (one.Item ?? one.Key)?.pk ?? one.ExpressionAttributeValues?.[':pk'];
      return `${word}:${String(pk?.S).split('#')[0]}`;
    }),
    isFirst: lines.some(([, one]) => one.Item?.sk?.S === 'FIRST#'),
  };
}

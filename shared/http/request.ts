import * as z from 'zod';
import { MOST, USUAL } from '#shared/page';
import type { HttpEvent } from './actor.ts';
import { invalid, keyRequired, malformed, parsed, tooLarge } from './problem.ts';
import type { Route } from './route.ts';

const LARGEST = 64 * 1024;

const nothing = z.strictObject({});
const paging = {
  cursor: z.string().max(1024).optional(),
  limit: z.coerce.number().int().min(1).max(MOST).default(USUAL),
};

/** The query string that a route takes. */
export const queryOf = ({ query = nothing, pages }: Pick<Route, 'query' | 'pages'>) =>
  pages ? query.extend(paging) : query;

export type Parsed<R, F extends 'body' | 'query'> = R extends { readonly [f in F]: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
export type Params<R> = R extends { readonly params: infer P extends Readonly<Record<string, z.ZodType>> }
  ? { readonly [N in keyof P]: z.output<P[N]> }
  : undefined;

/** Of each call, what the caller sent, as the route wants it, or a failure that names what is wrong. */
export function requests<R extends Route>(route: R) {
  const { body, params, method } = route as Route;
  const inQuery = queryOf(route);
  const inPath = params && z.strictObject(params);
  return (event: HttpEvent) => {
    const { cursor, limit, ...query } = parsed(inQuery, event.queryStringParameters ?? {}) as Record<string, unknown>;
    return {
      body: (body && parsed(body, json(event))) as unknown as Parsed<R, 'body'>,
      params: (inPath && parsed(inPath, event.pathParameters ?? {})) as unknown as Params<R>,
      query: query as unknown as Parsed<R, 'query'>,
      cursor: cursor as string | undefined,
      limit: limit as number,
      key: method === 'GET' ? undefined : keyOf(route, event),
      ifMatch: method === 'GET' ? undefined : event.headers['if-match'],
    };
  };
}
export type Request = ReturnType<ReturnType<typeof requests>>;

function keyOf(route: Route, { headers }: HttpEvent): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined && route.key === 'required') throw keyRequired();
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalid([{ field: 'Idempotency-Key', code: 'invalid_format', title: 'At most 255 printable characters' }]);
  }
  return key;
}

export function raw({ body = '', isBase64Encoded }: Pick<HttpEvent, 'body' | 'isBase64Encoded'>): string {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  if (Buffer.byteLength(text) > LARGEST) throw tooLarge();
  return text;
}

function json(event: HttpEvent): unknown {
  const text = raw(event);
  try {
    return JSON.parse(text);
  } catch {
    throw malformed();
  }
}

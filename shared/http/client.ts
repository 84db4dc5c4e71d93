import type * as z from 'zod';
import type { FieldError } from '#shared/failure';
import type { Route } from './route.ts';

export interface Connection {
  /** Where the API is, without a slash at its end. */
  readonly base: string;
  /** An access token; without one, as anyone. */
  readonly token?: string | undefined;
  readonly fetch?: typeof fetch;
}

/** RFC 9457, and what the occasion adds. */
export interface Problem {
  readonly type?: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly [more: string]: unknown;
}

/** What a route must be given: all of it that can be left out may be left out. */
type Part<N extends string, T> = Record<never, never> extends T ? { readonly [n in N]?: T } : { readonly [n in N]: T };
type Paging<R> = R extends { readonly pages: true } ? { readonly cursor?: string; readonly limit?: number } : unknown;
export type Given<R extends Route> = (R extends { readonly params: infer P extends Readonly<Record<string, z.ZodType>> }
  ? Part<'params', { readonly [N in keyof P]: z.input<P[N]> }>
  : unknown) &
  (R extends { readonly query: infer Q extends z.ZodObject }
    ? Part<'query', z.input<Q> & Paging<R>>
    : R extends { readonly pages: true }
      ? { readonly query?: Paging<R> }
      : unknown) &
  (R extends { readonly body: infer B extends z.ZodObject } ? Part<'body', z.input<B>> : unknown) &
  (R extends { readonly key: 'required' } ? { readonly key: string } : { readonly key?: string }) &
  (R extends { readonly match: true } ? { readonly ifMatch?: string } : unknown);

export interface Answered<R extends Route> {
  readonly status: R['returns'][0];
  readonly body: z.output<R['returns'][1]>;
  readonly problem?: undefined;
  readonly headers: Headers;
}
export interface Refused {
  readonly status: number;
  readonly body?: undefined;
  readonly problem: Problem;
  readonly headers: Headers;
}

interface Anything {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly key?: string;
  readonly ifMatch?: string;
}
type Required<T> = Record<never, never> extends T ? [given?: T] : [given: T];

/** A client program of the API, by the contracts alone. */
export function connect({ base, token, fetch = globalThis.fetch }: Connection) {
  return async <R extends Route>(route: R, ...[given]: Required<Given<R>>): Promise<Answered<R> | Refused> => {
    const { body, key, ifMatch } = (given ?? {}) as Anything;
    const answer = await fetch(base + place(route, (given ?? {}) as Anything), {
      method: route.method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { status, headers } = answer;
    const said = await content(answer);
    if (status === route.returns[0]) return { status, body: said as z.output<R['returns'][1]>, headers };
    return { status, problem: problemOf(status, said), headers };
  };
}
export type Call = ReturnType<typeof connect>;

function place({ path }: Route, { params = {}, query = {} }: Anything): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  if (asked.length === 0) return filled;
  return `${filled}?${new URLSearchParams(asked.map(([name, value]): [string, string] => [name, String(value)]))}`;
}

async function content(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (text === '') return undefined;
  return /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
}

/** The gateway's own refusals are no problems in that sense: they are told as such all the same. */
function problemOf(status: number, said: unknown): Problem {
  if (typeof said !== 'object' || said === null) return { title: String(said ?? ''), status };
  return 'title' in said ? (said as Problem) : { title: String((said as { message?: unknown }).message), status };
}

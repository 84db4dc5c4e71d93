import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2, Context as LambdaContext } from 'aws-lambda';
import type * as z from 'zod';
import { nowHere } from '#shared/clock';
import { Failure, notFound, stale, taken } from '#shared/failure';
import { log } from '#shared/log';
import type { Effect, Outcome } from '#shared/outcome';
import type { Found } from '#shared/page';
import { activeToday } from '#shared/table/active';
import { takeToken, tooMany } from '#shared/table/bucket';
import { decided, idsFrom, type NewId } from '#shared/table/commit';
import type { Stored } from '#shared/table/entity';
import { firstOf } from '#shared/table/first';
import { heldBy } from '#shared/table/grants';
import { repeated } from '#shared/table/mark';
import { veiled } from '#shared/table/seal';
import { type Actor, admitted, asksTable, type Caller, callerOf, type HttpEvent, type SecondFactor } from './actor.ts';
import { type Final, finalOf, isMatch, reply } from './answer.ts';
import { cursors } from './cursor.ts';
import { pressed } from './file.ts';
import { onceOf, REMEMBERED } from './once.ts';
import { problem } from './problem.ts';
import { type Params, type Parsed, requests } from './request.ts';
import type { Route } from './route.ts';

export type { Actor, HttpEvent } from './actor.ts';
export type Answer<R extends Route> = z.output<R['returns'][1]>;
/** Of an entry for anyone, nobody knows who calls. */
type Known<R extends Route> = R['audience'] extends readonly ['anyone'] ? undefined : Actor;

export interface EndpointContext<R extends Route> {
  readonly body: Parsed<R, 'body'>;
  readonly params: Params<R>;
  readonly query: Parsed<R, 'query'>;
  readonly actor: Known<R>;
  readonly now: Date;
  readonly newId: NewId;
  /** Reads one page of a list, from where the caller's cursor says. */
  page<T>(
    read: (range: { limit: number; after?: string | undefined }) => Promise<Found<T>>,
  ): Promise<{ items: T[]; next?: string }>;
  /** The item, if it is still as the caller last saw it (`If-Match`). */
  matching<T>(read: Stored<T>): Stored<T>;
  /** Commits an intent before something outside is asked: on a retry it stands already, under the same ids. */
  first(...effects: readonly Effect[]): Promise<void>;
  /** Whether that intent stands already. */
  isBegun(): Promise<boolean>;
}

type HttpResult = APIGatewayProxyStructuredResultV2;
export interface Endpoint<R extends Route = Route> {
  (event: HttpEvent, context: LambdaContext): Promise<HttpResult>;
  readonly route: R;
}

/** Entries that admins enter freshly bring along how to ask for a second factor: the others do without the pool's client. */
type Asking<R extends Route> = R extends { readonly fresh: true }
  ? 'admin' extends R['audience'][number]
    ? [secondFactor: SecondFactor]
    : []
  : [];

/** What any route can answer, and none lists. */
const always = new Set([repeated, taken, notFound, stale, tooMany].map(({ code }) => code));

/** A route as a Lambda. */
export function endpoint<R extends Route>(
  route: R,
  handle: (context: EndpointContext<R>) => Promise<Outcome<Answer<R>>>,
  ...asking: Asking<R>
): Endpoint<R> {
  const entry = `${route.method} ${route.path}`;
  const requested = requests(route);
  const isOpen = route.audience.every((role) => role === 'anyone');
  const isDeclared = ({ code }: Failure) => always.has(code) || route.fails.some((failure) => failure.code === code);

  /** Who calls, as far as the route lets them in. */
  async function enter(event: HttpEvent, caller: Caller | undefined, now: Date) {
    const [held] = await Promise.all([
      caller && asksTable(route, caller) ? heldBy(caller.id, now) : undefined,
      route.limit && takeToken(entry, caller?.id ?? (await veiled('source', sourceOf(event))), route.limit),
    ]);
    const actor = caller && (await admitted(route, caller, held, ...(asking as [SecondFactor?])));
    const since = route.method === 'GET' ? undefined : held?.since;
    const active = actor && since ? activeToday({ person: actor.id, since: since.slice(0, 10) }, now) : undefined;
    return { actor, active };
  }

  /** What is asked, and what was answered if it was asked before. */
  async function ask(event: HttpEvent, callerId: string | undefined) {
    const request = requested(event);
    if (request.ifMatch !== undefined && !route.match) throw stale(); // what shows no entity tag matches none
    const once = await onceOf(event, callerId, request);
    return { request, once, before: await once?.before() };
  }

  async function answered(event: HttpEvent): Promise<HttpResult> {
    const now = await nowHere();
    const caller = isOpen ? undefined : callerOf(event);
    const asking = ask(event, caller?.id); // both are reads: whoever is not let in does not learn what the other found
    asking.catch(() => {});
    const { actor, active } = await enter(event, caller, now);
    const { request, once, before } = await asking;
    const { ifMatch, cursor, limit } = request;
    if (before !== undefined) return reply(route, before);

    const list = cursors([entry, actor?.id, request.params, request.query]);
    const after = cursor === undefined ? undefined : await list.open(cursor);
    const seed = once?.pk ?? idsFrom()('seed');
    const context = {
      ...request,
      actor: actor as unknown as Known<R>,
      now,
      page: async (read) => list.answer(await read({ limit, after })),
      matching: (read) => {
        if (ifMatch === undefined || isMatch(ifMatch, read.version)) return read;
        throw stale();
      },
      ...firstOf(seed, once !== undefined, REMEMBERED),
    } as Omit<EndpointContext<R>, 'newId'>;

    const decide = async (newId: NewId): Promise<Final & { effects: readonly Effect[] }> => {
      const { answer, effects } = await handle({ ...context, newId } as EndpointContext<R>);
      const final = finalOf(route, answer);
      return { ...final, effects: [once?.mark(final), ...effects, active] };
    };
    try {
      const final = await decided(seed, decide, { insists: ifMatch !== undefined });
      active?.done();
      return reply(route, final);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const meanwhile = error.code === repeated.code ? await once?.before() : undefined;
      if (meanwhile !== undefined) return reply(route, meanwhile);
      if (isDeclared(error)) throw error;
      throw new Error(`${entry} does not declare ${error.code}`, { cause: error });
    }
  }

  const handler = middy<HttpEvent, HttpResult, Error, LambdaContext, { began?: number }>()
    .before(({ internal }) => {
      internal.began = performance.now();
    })
    .after(told)
    .onError((request) => {
      const { error } = request;
      if (!(error instanceof Failure)) log.bug({ entry, impact: route.impact }, error);
      request.response = problem(error);
      told(request);
    })
    .handler(async (event) => pressed(await answered(event), event.headers['accept-encoding']));
  /** One line a call. */
  function told({ event, response, internal }: { event: HttpEvent; response: unknown; internal: { began?: number } }) {
    log.info('answered', {
      entry,
      actor: event.requestContext.authorizer?.jwt?.claims?.['username'] as string | undefined,
      status: Number((response as HttpResult | undefined)?.statusCode),
      ms: Math.round(performance.now() - (internal.began ?? Number.NaN)),
    });
  }
  return Object.assign((event: HttpEvent, context: LambdaContext) => handler(event, context), { route });
}

const sourceOf = ({ requestContext }: HttpEvent) => requestContext.http.sourceIp;

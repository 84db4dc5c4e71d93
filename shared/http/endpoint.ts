import middy from '@middy/core';
import type {
  APIGatewayProxyEventV2WithJWTAuthorizer,
  APIGatewayProxyStructuredResultV2,
  Context as LambdaContext,
} from 'aws-lambda';
import type * as z from 'zod';
import { Failure, notFound, taken } from '#shared/failure';
import { log } from '#shared/log';
import type { Outcome } from '#shared/outcome';
import { commit, findMark, hash, idsFrom, leaveMark, type NewId, repeated } from '#shared/table/commit';
import { seal, unseal } from '#shared/table/seal';
import { minutes } from '#shared/time';
import { forbidden, malformed, otherBody, parsed, problem } from './problem.ts';
import type { Audience, Route } from './route.ts';

export interface Actor {
  readonly id: string;
  readonly roles: readonly Audience[];
}
export type Answer<R extends Route> = z.output<R['returns'][1]>;
export type Body<R extends Route> = R extends { body: infer B extends z.ZodType } ? z.output<B> : undefined;

export interface EndpointContext<R extends Route> {
  readonly body: Body<R>;
  readonly actor: Actor;
  readonly now: Date;
  readonly newId: NewId;
}

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;
type HttpResult = APIGatewayProxyStructuredResultV2;
export interface Endpoint<R extends Route = Route> {
  (event: HttpEvent, context: LambdaContext): Promise<HttpResult>;
  readonly route: R;
}

const REMEMBERED = minutes(24 * 60);
/** What any route can answer, and none lists. */
const always = [repeated, taken, notFound];

export function endpoint<R extends Route>(
  route: R,
  handle: (context: EndpointContext<R>) => Promise<Outcome<Answer<R>>>,
): Endpoint<R> {
  const [status, returns] = route.returns;
  const reply = (answer: unknown): HttpResult => ({
    statusCode: status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answer),
  });

  const handler = middy<HttpEvent, HttpResult>()
    .onError((request) => {
      if (!(request.error instanceof Failure)) log.error('bug', { error: request.error });
      request.response = problem(request.error);
    })
    .handler(async (event) => {
      const actor = actorOf(event, route);
      const body = route.body && parsed(route.body, json(event));
      const once = remember(event, actor, body);

      const before = await once?.before();
      if (before !== undefined) return reply(before.answer);

      const newId = idsFrom(once?.pk);
      const context: EndpointContext<R> = {
        body: body as Body<R>,
        actor,
        now: new Date(),
        newId,
      };
      try {
        const { answer, effects } = await handle(context);
        const final = returns.parse(answer);
        await commit(newId, [once?.mark(final), ...effects]);
        return reply(final);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        const meanwhile = error.code === repeated.code ? await once?.before() : undefined;
        if (meanwhile !== undefined) return reply(meanwhile.answer);
        if ([...always, ...route.fails].some(({ code }) => code === error.code)) throw error;
        throw new Error(`${route.method} ${route.path} does not declare ${error.code}`, { cause: error });
      }
    });
  return Object.assign((event: HttpEvent, context: LambdaContext) => handler(event, context), { route });
}

/** What was answered to this request, if it came before. The answer, and what was asked, are sealed under the actor's
 *  own key: a hash of so few possible bodies would give the body away. */
function remember({ headers, requestContext, rawPath, rawQueryString }: HttpEvent, actor: Actor, body: unknown) {
  const key = headers['idempotency-key'];
  if (key === undefined || requestContext.http.method === 'GET') return undefined;
  const pk = `ONCE#${hash(actor.id, key)}`;
  const asked = hash(requestContext.http.method, rawPath, rawQueryString, body);
  return {
    pk,
    mark: (answer: unknown) =>
      leaveMark(pk, REMEMBERED, async () => ({ sealed: await seal(actor.id, [pk], { asked, answer }) })),
    async before() {
      const mark = await findMark(pk);
      const before = mark && (await unseal(actor.id, [pk], mark['sealed'] as Uint8Array));
      if (before === undefined) return undefined;
      const known = before as { asked: string; answer: unknown };
      if (known.asked !== asked) throw otherBody();
      return known;
    },
  };
}

/** Who calls, if the route is for them. Access tokens only; API Gateway hands groups over as `[client coach]`. */
function actorOf({ requestContext }: HttpEvent, { audience }: Route): Actor {
  const { sub, token_use, 'cognito:groups': groups = '' } = requestContext.authorizer.jwt.claims;
  const held = String(groups)
    .replace(/^\[|\]$/g, '')
    .split(' ');
  const roles = audience.filter((role) => held.includes(role));
  if (token_use !== 'access' || roles.length === 0) throw forbidden();
  log.info('called', { actor: String(sub), roles });
  return { id: String(sub), roles };
}

function json({ body, isBase64Encoded }: HttpEvent): unknown {
  try {
    return JSON.parse(isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? ''));
  } catch {
    throw malformed();
  }
}

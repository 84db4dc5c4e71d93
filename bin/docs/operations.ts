import type { ZodType } from 'zod';
import { FileAnswer } from '#shared/http/file';
import { queryOf } from '#shared/http/request';
import type { Route } from '#shared/http/route';
import type { gathering } from './schemas.ts';

type Json = Record<string, any>;
type SchemaOf = ReturnType<typeof gathering>['schemaOf'];

const ref = (kind: 'parameters' | 'schemas' | 'headers', name: string) => ({ $ref: `#/components/${kind}/${name}` });
const isOpen = ({ audience }: Route) => audience.some((role) => role === 'anyone' || role === 'gateway');
const changes = ({ method }: Route) => method !== 'GET';

/** What the kernel can answer by itself, to which routes, and why. */
const KERNEL: readonly (readonly [status: number, when: (route: Route) => boolean, why: string])[] = [
  [
    400,
    ({ body, key }) => body !== undefined || key !== undefined,
    'The body is not JSON, or a required header is missing',
  ],
  [403, (route) => !isOpen(route), 'This is not for you'],
  [404, (route) => !isOpen(route) || route.params !== undefined, 'There is nothing here, or it is another’s'],
  [409, changes, 'It exists already, or the same request is still under way'],
  [412, ({ match }) => match === true, 'It has changed since it was read'],
  [413, ({ body }) => body !== undefined, 'More than 64 KB'],
  [
    422,
    (route) => changes(route) || [route.params, route.query, route.pages].some((one) => one !== undefined),
    'Some fields are not as they must be, or the key came with another request before',
  ],
  [429, ({ limit }) => limit !== undefined, 'Too many: wait for as long as `Retry-After` says'],
  [500, () => true, 'Something broke on our side'],
];

/** One route as an operation. */
export function operationOf(module: string, name: string, route: Route, schemaOf: SchemaOf): Json {
  const { summary, body, audience } = route;
  return {
    operationId: name,
    tags: [module],
    summary,
    ...(describe(route) && { description: describe(route) }),
    ...(isOpen(route) && { security: [] }),
    parameters: parametersOf(route, schemaOf),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: responsesOf(route, schemaOf),
    'x-audience': audience,
  };
}

function describe({ fresh, entitlement, consent, key }: Route): string {
  return [
    fresh && 'Roles are read anew: a sign-out or a change of role holds at once; an admin must have a second factor.',
    entitlement && `Comes with ${entitlement.plan}: without it, 403 \`upgrade_required\`.`,
    consent && `Only with a consent to \`${consent}\`: without it, 403 \`consent_required\`.`,
    key && 'Asked for twice with the same key, it happens once.',
  ]
    .filter((sentence) => sentence)
    .join(' ');
}

function parametersOf(route: Route, schemaOf: SchemaOf): Json[] {
  const { params = {}, key, match } = route;
  const inPath = Object.entries(params).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    schema: schemaOf(schema, 'input'),
  }));
  const inQuery = Object.entries(queryOf(route).shape as Record<string, ZodType>).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !schema.safeParse(undefined).success,
    schema: schemaOf(schema, 'input'),
  }));
  return [
    ...inPath,
    ...inQuery,
    ...(changes(route) ? [ref('parameters', key === 'required' ? 'RequiredIdempotencyKey' : 'IdempotencyKey')] : []),
    ...(match && changes(route) ? [ref('parameters', 'IfMatch')] : []),
  ];
}

function responsesOf(route: Route, schemaOf: SchemaOf): Json {
  const [status, returns] = route.returns;
  const reasons = new Map<number, string[]>();
  const give = (code: number, why: string) => reasons.set(code, [...(reasons.get(code) ?? []), why]);
  for (const [code, when, why] of KERNEL) if (when(route)) give(code, why);
  for (const { code, status, title } of route.fails) give(status, `\`${code}\`: ${title}`);
  const problems = [...reasons].map(([code, why]) => [
    code,
    {
      description: why.join('; '),
      ...(code === 429 && { headers: { 'Retry-After': ref('headers', 'RetryAfter') } }),
      content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
    },
  ]);
  const isNothing = returns.def.type === 'undefined';
  const isFile = returns === FileAnswer;
  return {
    [status]: {
      description: isNothing ? 'Done, or under way: there is nothing to say' : route.summary,
      ...(route.match && { headers: { ETag: ref('headers', 'ETag') } }),
      ...(isFile && { content: { '*/*': {} } }),
      ...(!isNothing && !isFile && { content: { 'application/json': { schema: schemaOf(returns, 'output') } } }),
    },
    ...(!isOpen(route) && {
      401: {
        description: 'No token, or one that does not count: the gateway’s own answer',
        content: {
          'application/json': { schema: ref('schemas', 'Unauthorized') },
          ...(route.fresh && { 'application/problem+json': { schema: ref('schemas', 'Problem') } }),
        },
      },
    }),
    ...Object.fromEntries(problems),
  };
}

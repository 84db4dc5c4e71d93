import type { Contract } from '#shared/contract';
import type { Route } from '#shared/http/route';
import type { Module } from '../../lib/modules.ts';
import { contractsOf } from './contracts.ts';
import { operationOf } from './operations.ts';
import { gathering } from './schemas.ts';

const text = { type: 'string' };
const header = (name: string, description: string, required = false) => ({
  name,
  in: 'header',
  required,
  description,
  schema: { ...text, minLength: 1, maxLength: 255 },
});
const KEY =
  'Yours to choose. The same request under the same key is carried out once, and answered as it was then, for a day';

const schemas = {
  Problem: {
    type: 'object',
    description: 'What went wrong, as RFC 9457 has it',
    required: ['type', 'title', 'status', 'errors'],
    properties: {
      type: { ...text, description: '`/problems/` and its code' },
      title: text,
      status: { type: 'integer' },
      detail: { ...text, description: 'what is to be said about this one occasion' },
      errors: {
        type: 'array',
        description: 'each field that is not as it must be',
        items: {
          type: 'object',
          required: ['field', 'code', 'title'],
          properties: { field: text, code: text, title: text },
        },
      },
    },
  },
  Unauthorized: { type: 'object', properties: { message: text } },
};

const parameters = {
  IdempotencyKey: header('Idempotency-Key', KEY),
  RequiredIdempotencyKey: header('Idempotency-Key', KEY, true),
  IfMatch: header('If-Match', 'The `ETag` as it was read: if it has changed since, 412'),
};

const headers = {
  ETag: { description: 'For `If-Match`, when it is changed', schema: text },
  RetryAfter: { description: 'In so many seconds', schema: { type: 'integer' } },
};

/** Where they sign in differs by stage: `GET /v1/sign-in` says it. */
const securitySchemes = {
  signIn: {
    type: 'oauth2',
    description: 'The hosted sign-in, with PKCE. Its address on this stage is what `GET /v1/sign-in` answers.',
    flows: {
      authorizationCode: {
        authorizationUrl: 'https://sign-in.example.com/oauth2/authorize',
        tokenUrl: 'https://sign-in.example.com/oauth2/token',
        scopes: {},
      },
    },
  },
  token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token' },
};

/** All routes as one OpenAPI 3.1 document. */
export function openapi(modules: readonly Module[]): object {
  const { components, schemaOf } = gathering();
  const paths: Record<string, Record<string, object>> = {};
  const routes = contractsOf(modules).filter(({ kind }) => kind === 'route');
  for (const { module, name, contract } of routes) {
    const route = contract as Contract as Route;
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(module, name, route, schemaOf);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Steady',
      version: '1',
      description: 'Instants are ISO 8601 in UTC, days are `YYYY-MM-DD`, money is `{amountMinor, currency}`.',
    },
    servers: [{ url: '..', description: 'Where this document is served' }],
    security: [{ signIn: [] }, { token: [] }],
    tags: modules.filter(({ routes }) => routes).map(({ name }) => ({ name })),
    paths: byName(paths),
    components: { schemas: { ...byName(components), ...schemas }, parameters, headers, securitySchemes },
  };
}

const byName = <T>(all: Record<string, T>) =>
  Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)));

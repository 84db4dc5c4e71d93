import { expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import { connect } from '#shared/http/client';
import { route } from '#shared/http/route';

const base = { audience: ['client'], summary: 's', fails: [], needs: [], impact: 'i' } as const;
const Thing = z.strictObject({ id: z.string(), size: z.int() });
const list = route({
  ...base,
  method: 'GET',
  path: '/v1/shelves/{shelf}/things',
  params: { shelf: z.string() },
  query: z.strictObject({ colour: z.string().optional() }),
  pages: true,
  returns: [200, z.strictObject({ items: z.array(Thing) })],
});
const put = route({
  ...base,
  method: 'PUT',
  path: '/v1/thing',
  body: Thing,
  match: true,
  key: 'required',
  returns: [204, z.undefined()],
});

/** An API that answers this, and remembers what it was asked. */
function api(status: number, body: string | null, type = 'application/json') {
  const asked: [string, RequestInit][] = [];
  const fetch = async (url: unknown, init: unknown) => {
    asked.push([String(url), init as RequestInit]);
    return new Response(body, { status, headers: { 'content-type': type } });
  };
  return { asked, call: connect({ base: 'http://api', token: 't', fetch: fetch as typeof globalThis.fetch }) };
}

it('fills in the path, asks the query, and types what comes back', async () => {
  const { asked, call } = api(200, '{"items":[{"id":"a","size":1}]}');
  const answer = await call(list, { params: { shelf: 'a b' }, query: { colour: 'r&d', limit: 5 } });
  expect(asked).toEqual([
    [
      'http://api/v1/shelves/a%20b/things?colour=r%26d&limit=5',
      { method: 'GET', headers: { authorization: 'Bearer t' } },
    ],
  ]);
  if (answer.problem) throw new Error('refused');
  expectTypeOf(answer.body.items).toEqualTypeOf<{ id: string; size: number }[]>();
  expect(answer.body.items[0]?.size).toBe(1);
});

it('sends the body, the key and the tag', async () => {
  const { asked, call } = api(204, null);
  const answer = await call(put, { body: { id: 'a', size: 1 }, key: 'k', ifMatch: '"3"' });
  expect(answer).toMatchObject({ status: 204, body: undefined });
  expect(asked[0]?.[1]).toEqual({
    method: 'PUT',
    headers: {
      authorization: 'Bearer t',
      'content-type': 'application/json',
      'idempotency-key': 'k',
      'if-match': '"3"',
    },
    body: '{"id":"a","size":1}',
  });
});

it('hands on a problem, and makes one of what the gateway itself answers', async () => {
  const problem = { type: '/problems/taken', title: 'It exists already', status: 409, errors: [] };
  const ask = (status: number, body: string, type?: string) =>
    api(status, body, type).call(put, { body: { id: 'a', size: 1 }, key: 'k' });
  expect(await ask(409, JSON.stringify(problem), 'application/problem+json')).toMatchObject({ status: 409, problem });
  expect(await ask(401, '{"message":"Unauthorized"}')).toMatchObject({
    problem: { title: 'Unauthorized', status: 401 },
  });
  expect(await ask(502, 'Bad Gateway', 'text/plain')).toMatchObject({ problem: { title: 'Bad Gateway', status: 502 } });
});

it('is refused by the compiler what the contract does not take', () => {
  const { call } = api(200, '{}');
  const wrong = [
    // @ts-expect-error a path parameter is missing
    () => call(list),
    // @ts-expect-error the key is required
    () => call(put, { body: { id: 'a', size: 1 } }),
    // @ts-expect-error of another type
    () => call(put, { body: { id: 'a', size: 'big' }, key: 'k' }),
    // @ts-expect-error it takes no body
    () => call(list, { params: { shelf: 'a' }, body: {} }),
  ];
  expect(wrong).toHaveLength(4);
});

import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { event } from '#shared/events/event';
import { failure } from '#shared/failure';
import { documents } from '../../bin/docs/all.ts';
import { publish } from '../../bin/docs/events.ts';
import { withImpacts } from '../../bin/docs/impacts.ts';
import { openapi } from '../../bin/docs/openapi.ts';
import { tableDocument } from '../../bin/docs/table.ts';
import { isEverywhere, modules } from '../../lib/modules.ts';
import { get, plain, post, quit, Try, tries } from './law.ts';
import { ROOT } from './tree.ts';

const { files, changed } = await documents(ROOT, modules);

it.each(Object.keys(files))('%s is fresh: else `npm run docs`', (path) => {
  expect(files[path as keyof typeof files]).toBe(readFileSync(`${ROOT}/${path}`, 'utf8'));
});

it('tells of nothing that one stage alone has', () => {
  const own = modules.filter((module) => !isEverywhere(module));
  const paths = own.flatMap(({ routes = {} }) => Object.values(routes).map(({ path }) => path));
  expect(paths).toContain('/v1/clock');
  for (const path of paths) expect(JSON.stringify(openapi(modules))).toContain(path);
  for (const path of paths) expect(files['docs/openapi.json']).not.toContain(path);
  for (const { name } of own) expect(files['docs/runbook.md']).not.toContain(`| ${name} |`);
});

it('leaves published events as they were', () => expect(changed).toEqual([]));

it('sees an event change, and takes a new one', () => {
  const raising = (schema: z.ZodObject) => quit({ a: { ...post, raises: [event('quit.tried.v1', schema)] } });
  const { events } = publish({}, raising(Try));
  expect(Object.keys(events)).toEqual(['quit.tried.v1']);
  expect(publish(events, raising(Try.describe('in other words'))).changed).toEqual([]);
  for (const other of [
    Try.omit({ mood: true }),
    Try.extend({ more: z.string() }),
    Try.extend({ mood: z.string().optional() }),
  ]) {
    expect(publish(events, raising(other))).toEqual({ events, changed: ['quit.tried.v1'] });
  }
  expect(publish(events, []), 'what nobody raises any more stays published').toEqual({ events, changed: [] });
});

it('is OpenAPI 3.1 by its own schema', async () => {
  const check = async (document: object) =>
    new Validator().validate(structuredClone(document) as Record<string, unknown>);
  expect(await check(openapi(modules))).toEqual({ valid: true });
  const broken = openapi(modules) as { info: { title?: string } };
  delete broken.info.title;
  expect(await check(broken)).toMatchObject({ valid: false });
});

const asked = (routes: Parameters<typeof quit>[0]) => openapi(quit(routes)) as any;

it('refers to nothing that is not there', () => {
  const document = openapi(modules) as Record<string, any>;
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!.split('/'));
  expect(refs.length).toBeGreaterThan(5);
  for (const path of refs)
    expect(
      path.reduce((at, step) => at?.[step], document),
      path.join('/'),
    ).toBeDefined();
});

it('says of an operation what its contract says', () => {
  const params = { id: z.string() };
  const tooSoon = failure('too_soon', 409, 'Not yet');
  const { paths } = asked({
    tryAgain: {
      ...post,
      path: '/v1/tries/{id}',
      params,
      body: Try,
      key: 'required',
      match: true,
      limit: { burst: 1, everySeconds: 1 },
      fails: [tooSoon],
    },
    listTries: { ...get, pages: true, query: z.strictObject({ mood: z.string(), from: z.iso.date().optional() }) },
    signUp: { ...post, path: '/v1/sign-ups', audience: ['anyone'], returns: [202, z.undefined()] },
  });
  const { post: again } = paths['/v1/tries/{id}'];
  expect(again).toMatchObject({
    operationId: 'tryAgain',
    tags: ['quit'],
    summary: plain.summary,
    'x-audience': ['client'],
  });
  expect(again.parameters).toEqual([
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    { $ref: '#/components/parameters/RequiredIdempotencyKey' },
    { $ref: '#/components/parameters/IfMatch' },
  ]);
  expect(Object.keys(again.responses).map(Number)).toEqual([200, 400, 401, 403, 404, 409, 412, 413, 422, 429, 500]);
  expect(again.responses[409].description).toContain('`too_soon`: Not yet');
  expect(again.responses[200].headers).toHaveProperty('ETag');
  expect(again.responses[429].headers).toHaveProperty('Retry-After');
  expect(paths['/v1/tries'].get.parameters).toMatchObject([
    { name: 'mood', in: 'query', required: true },
    { name: 'from', in: 'query', required: false },
    { name: 'cursor', in: 'query', required: false, schema: { type: 'string' } },
    { name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
  ]);
  const { post: signUp } = paths['/v1/sign-ups'];
  expect(signUp.security).toEqual([]);
  expect(signUp.responses[202]).not.toHaveProperty('content');
  expect(Object.keys(signUp.responses)).not.toContain('401');
});

it('names a schema once, and what goes in apart where it differs', () => {
  const Name = z.string().max(9).meta({ id: 'Name', description: 'What one is called' });
  const Word = z.strictObject({ name: Name, word: z.string().default('none') }).meta({ id: 'Word' });
  const Page = z.strictObject({ words: z.array(Word) }).meta({ id: 'Page' });
  const { components, paths } = asked({ a: { ...post, body: Page, returns: [200, Page] } });
  const at = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  expect(components.schemas.Name).toEqual({ type: 'string', maxLength: 9, description: 'What one is called' });
  expect(components.schemas.PageInput.properties.words.items).toEqual(at('WordInput'));
  expect(components.schemas.Page.properties.words.items).toEqual(at('Word'));
  expect([components.schemas.WordInput.required, components.schemas.Word.required]).toEqual([
    ['name'],
    ['name', 'word'],
  ]);
  expect(components.schemas.WordInput.properties.name).toEqual(at('Name'));
  const { requestBody, responses } = paths['/v1/tries'].post;
  expect(requestBody.content['application/json'].schema).toEqual(at('PageInput'));
  expect(responses[200].content['application/json'].schema).toEqual(at('Page'));
  const other = z.strictObject({}).meta({ id: 'Same' });
  expect(() =>
    asked({
      a: { ...get, returns: [200, other] },
      b: { ...post, returns: [200, other.extend({ a: Name }).meta({ id: 'Same' })] },
    }),
  ).toThrow('Two schemas are called Same');
});

it('tells of an item where it lies, what is sealed and when it ends', () => {
  const text = tableDocument([{ ...tries, person: 'clientId', expires: 'id' }]);
  expect(text).toContain(
    'Partition `QUIT#{clientId}`, sort `TRY#{id}#`; sealed under the key of `clientId`; ends at `id`.',
  );
  expect(text).toContain('| mood | string | sealed |');
});

it('changes nothing of the runbook but the table between the marks', () => {
  const runbook = 'By hand.\n<!-- impacts -->\nold\n<!-- /impacts -->\nBy hand too.\n';
  const fresh = withImpacts(runbook, quit({ a: get }));
  expect(fresh).toMatch(
    /^By hand\.\n<!-- impacts -->\n[\s\S]*\| quit \| a \| nobody can do it \|[\s\S]*<!-- \/impacts -->\nBy hand too\.\n$/,
  );
  expect(fresh).not.toContain('old');
  expect(withImpacts(fresh, quit({ a: get }))).toBe(fresh);
  expect(() => withImpacts('No marks', [])).toThrow('needs the marks');
});

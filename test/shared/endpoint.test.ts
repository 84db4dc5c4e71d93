import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { endpoint } from '#shared/http/endpoint';
import { FileAnswer } from '#shared/http/file';
import { route } from '#shared/http/route';
import { outcome } from '#shared/outcome';
import { db, tables } from '#shared/table/client';
import { call, client, coach, erase, given, person, raised, stoppedAnywhere } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { add, addNote, between, change, dull, list, type Note, noted, notes } from './note.ts';

const me = client('per_1');
const body = { at: '2026-01-02T09:00:00.000Z', text: 'canary' };
const note = (index: number): Note => ({
  id: `not_${index}`,
  personId: 'per_1',
  at: `2026-01-0${index + 1}T00:00:00.000Z`,
  text: 'canary',
});
const once = async () => (await rows()).filter(({ pk }) => pk.startsWith('ONCE#'));
afterEach(() => {
  between.run = async () => {};
});

describe('an answer', () => {
  it('is what the route promises, and no more', async () => {
    const { status, headers, body: answer } = await call(add, { as: me, body });
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([201, 'application/json', 'no-store']);
    expect(answer).toEqual({ ...body, id: answer.id, personId: 'per_1' });
    const leaky = endpoint({ ...addNote, returns: [201, z.object({ id: z.string() })] as const }, async () =>
      outcome({ id: 'x', secret: 'y' } as { id: string }),
    );
    expect((await call(leaky, { as: me, body })).body).toEqual({ id: 'x' });
  });

  it('tells a declared failure, and of one that is not only that something broke', async () => {
    const told = {
      type: '/problems/dull',
      title: 'Too dull to keep',
      detail: 'It says nothing',
      length: 4,
      errors: [{ field: 'text' }],
    };
    expect(await call(add, { as: me, body: { ...body, text: 'dull' } })).toMatchObject({ status: 409, body: told });
    const undeclared = endpoint({ ...addNote, fails: [] }, async () => {
      throw dull();
    });
    const { status, body: problem } = await call(undeclared, { as: me, body });
    expect([status, JSON.stringify(problem)]).toEqual([500, expect.not.stringContaining('dull')]);
  });

  it('may be a file', async () => {
    const page = route({
      ...addNote,
      method: 'GET',
      path: '/page',
      audience: ['anyone'],
      returns: [200, FileAnswer],
      needs: [],
      body: z.strictObject({}),
    });
    const { body: _, ...get } = page;
    const file = endpoint(get, async () =>
      outcome({ contentType: 'text/html', content: '<p>', headers: { etag: 'x' } }),
    );
    const answer = await call(file);
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/html', etag: 'x' } });
    expect(Buffer.from(String(answer.body), 'base64').toString()).toBe('<p>');
  });
});

describe('a retry', () => {
  it('is answered as before, and does nothing', async () => {
    const first = await call(add, { as: me, body, key: 'k' });
    expect(await call(add, { as: me, body, key: 'k' })).toEqual(first);
    expect(await notes.list({ personId: 'per_1' })).toHaveLength(1);
    expect(await raised(noted)).toHaveLength(1);
    expect(JSON.stringify(await rows())).not.toContain('canary');
  });

  it('is answered also when the answer is nothing', async () => {
    const nothing = endpoint({ ...addNote, returns: [204, z.undefined()] as const }, async () =>
      outcome(undefined, notes.add(note(0))),
    );
    for (const _ of [1, 2])
      expect(await call(nothing, { as: me, body, key: 'k' })).toMatchObject({ status: 204, body: undefined });
  });

  it('at the same time is answered the same', async () => {
    const both = await Promise.all([1, 2].map(() => call(add, { as: me, body, key: 'k' })));
    expect(both[0]).toMatchObject({ status: 201 });
    expect(both[1]).toEqual(both[0]);
    expect(await notes.list({ personId: 'per_1' })).toHaveLength(1);
  });

  it('with another body under the same key is refused', async () => {
    await call(add, { as: me, body, key: 'k' });
    expect(await call(add, { as: me, body: { ...body, text: 'other' }, key: 'k' })).toMatchObject({
      status: 422,
      body: { type: '/problems/other_request' },
    });
  });

  it("is no retry under somebody else's key", async () => {
    await call(add, { as: me, body, key: 'k' });
    expect(await call(add, { as: client('per_2'), body: { ...body, text: 'other' }, key: 'k' })).toMatchObject({
      status: 201,
    });
  });

  it('after the day of its key finds what it made', async () => {
    await call(add, { as: me, body, key: 'k' });
    const [mark] = await once();
    const past = { UpdateExpression: 'SET expires = :past', ExpressionAttributeValues: { ':past': 1 } };
    await db.send(new UpdateCommand({ TableName: tables.items, Key: { pk: mark!['pk'], sk: mark!['sk'] }, ...past }));
    expect(await call(add, { as: me, body, key: 'k' })).toMatchObject({ status: 409 });
  });

  it('may be stopped anywhere', async () => {
    expect(await stoppedAnywhere(add, { as: me, body })).toBeGreaterThan(8);
  });

  it('needs its key where the route says so', async () => {
    const strict = endpoint({ ...addNote, key: 'required' } as const, async ({ newId }) =>
      outcome({ ...note(0), id: newId('not') }),
    );
    expect(await call(strict, { as: me, body })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'Idempotency-Key' }] },
    });
    expect(await call(strict, { as: me, body, key: 'k' })).toMatchObject({ status: 201 });
    expect(await call(strict, { as: me, body, key: 'ü'.repeat(10) })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'Idempotency-Key' }] },
    });
  });

  it('of anyone leaves a mark without an answer', async () => {
    const open = route({
      ...addNote,
      path: '/v1/open',
      audience: ['anyone'],
      returns: [202, z.undefined()],
      raises: [noted],
      needs: [],
    });
    const anyone = endpoint(open, async ({ newId }) =>
      outcome(undefined, noted.raise({ id: newId('not'), personId: 'per_1' })),
    );
    for (const _ of [1, 2])
      expect(await call(anyone, { body, key: 'k' })).toMatchObject({ status: 202, body: undefined });
    expect(await raised(noted)).toHaveLength(1);
    expect(await call(anyone, { body: { ...body, text: 'other' }, key: 'k' })).toMatchObject({ status: 202 });
    expect(await raised(noted)).toHaveLength(2);
    expect(JSON.stringify(await once())).not.toContain('sealed');
  });
});

describe('an item that two edit', () => {
  const { at, id } = note(0);
  const edit = (more: object) =>
    call(change, { as: person('per_1'), params: { at, id }, body: { text: 'more' }, ...more });

  it('shows its version, and takes a change of that version only', async () => {
    await given(notes.add(note(0)));
    const first = await edit({ ifMatch: '"1"' });
    expect(first).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(await edit({ ifMatch: '"1"' })).toMatchObject({ status: 412 });
    expect(await edit({ ifMatch: '*' })).toMatchObject({ status: 200, headers: { etag: '"3"' } });
    expect(await edit({ ifMatch: 'W/"3", "3"' })).toMatchObject({ status: 200, headers: { etag: '"4"' } });
  });

  it('shows the same version to a retry', async () => {
    await given(notes.add(note(0)));
    const first = await edit({ key: 'k', ifMatch: '"1"' });
    expect(await edit({ key: 'k', ifMatch: '"1"' })).toEqual(first);
  });

  it('is read again when it changed meanwhile, unless the caller said what they had seen', async () => {
    await given(notes.add(note(0)));
    let others = 0;
    const other = async () => {
      const read = (await notes.get(note(0)))!;
      await given(notes.change(read, { text: `${read.text} other` }));
      others += 1;
    };
    between.run = () => (others < 2 ? other() : Promise.resolve());
    expect(await edit({})).toMatchObject({ status: 200, body: { text: 'canary other other more' } });
    between.run = other;
    expect(await edit({})).toMatchObject({ status: 412 });
    const before = others;
    expect(await edit({ ifMatch: '*' })).toMatchObject({ status: 412 });
    expect(others - before).toBe(1);
  });

  it('is none where no version is shown', async () => {
    expect(await call(add, { as: me, body, ifMatch: '*' })).toMatchObject({ status: 412 });
  });
});

describe('a list', () => {
  const all = [0, 1, 2, 3, 4].map(note);
  const page = (query: Record<string, string>, as = me) => call(list, { as, query });

  it('is read page by page, to its end', async () => {
    await given(...all.map((each) => notes.add(each)));
    const found: Note[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 5; pages += 1) {
      const { body } = await page({ limit: '2', ...(cursor && { cursor }) });
      found.push(...body.items);
      cursor = body.next;
      if (cursor === undefined) break;
    }
    expect(found).toEqual(all);
    expect((await page({})).body).toEqual({ items: all });
  });

  it.each(['0', '101', 'x', '1.5', '-1'])('takes no limit of %s', async (limit) => {
    expect(await page({ limit })).toMatchObject({ status: 422, body: { errors: [{ field: 'limit' }] } });
  });

  it('takes no cursor but its own', async () => {
    await given(...all.map((each) => notes.add(each)));
    const { next } = (await page({ limit: '2' })).body;
    const altered = Buffer.from(next!, 'base64url');
    altered.writeUInt8(altered.at(-1)! ^ 1, altered.length - 1);
    for (const cursor of [
      altered.toString('base64url'),
      'x',
      '',
      next!.slice(0, 20),
      Buffer.alloc(60).toString('base64url'),
    ]) {
      expect(await page({ cursor })).toMatchObject({ status: 422, body: { errors: [{ field: 'cursor' }] } });
    }
    expect(await page({ cursor: next! }, client('per_2'))).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'cursor' }] },
    });
    expect(await page({ cursor: next!, other: 'x' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'other' }] },
    });
  });
});

describe('what comes in', () => {
  const wrong = (sent: Parameters<typeof call>[1]) => call(add, { as: me, ...sent });

  it.each([
    ['at', { at: '0000-01-01T00:00:00+01:00' }],
    ['at', { at: '2026-13-01T00:00:00Z' }],
    ['text', { text: '   ' }],
    ['text', { text: 'lone \ud800' }],
    ['text', { text: 1 }],
    ['tags.mood', { tags: {} }],
    ['tags.more', { tags: { mood: 'x', more: 1 } }],
    ['__proto__', JSON.parse('{"__proto__": 1}')],
  ])('names the field %s', async (field, part) => {
    const text = JSON.stringify({ ...body, ...part }).replace(/}$/, field === '__proto__' ? ',"__proto__":1}' : '}');
    expect(await wrong({ text })).toMatchObject({ status: 422, body: { errors: [{ field }] } });
    expect(await rows()).toEqual([]);
  });

  it.each([
    [400, '{'],
    [400, ''],
    [422, '[]'],
    [422, 'null'],
    [422, '['.repeat(30_000) + ']'.repeat(30_000)],
    [413, JSON.stringify({ ...body, text: 'x'.repeat(64 * 1024) })],
    [413, ' '.repeat(64 * 1024 + 1)],
  ])('is refused with %i', async (status, text) => {
    expect(await wrong({ text })).toMatchObject({ status, body: { type: expect.stringMatching(/^\/problems\//) } });
  });

  it('may be as large as 64 KB, to the byte', async () => {
    const bare = JSON.stringify(body);
    expect(await wrong({ text: bare + ' '.repeat(64 * 1024 - bare.length) })).toMatchObject({ status: 201 });
  });

  it('names a part of the path', async () => {
    const params = { at: 'yesterday', id: 'not_1' };
    expect(await call(change, { as: me, params, body: { text: 'x' } })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'at' }] },
    });
  });

  it('of somebody erased is 404', async () => {
    await given(notes.add(note(0)));
    await erase('per_1');
    expect(await call(add, { as: me, body, key: 'k' })).toMatchObject({ status: 404 });
    expect(await call(add, { as: coach('per_1'), body })).toMatchObject({ status: 403 });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import type { Route } from '#shared/http/route';
import { type Call, call } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { entries, person, playPool, ROLES } from './entries.ts';
import { places, replaced } from './places.ts';

/* Every entry that takes something, with everything wrong with it in turn: a 4xx that names the field, and nothing
 * changed. The cases come from the schema and the one right example. */

let stopPlaying = () => {};
beforeEach(() => {
  stopPlaying = playPool(true);
});
afterEach(() => stopPlaying());

const OTHERS = {
  string: [1, true, null, {}, [], '', 'lone \ud800', '\u0000'.repeat(5000)],
  number: ['x', true, null, {}, [], -1, 1.5, 1e308],
  boolean: ['x', 2, null, {}, []],
  object: ['x', 1, null, []],
};
const DAYS = ['0000-01-01', '2026-02-30', '2026-13-01', '26-1-1'];
const ZONES = ['Mars/Base', '+05:00', 'Asia/Almaty '];

/** What this place could be filled with instead, that the schema itself refuses. */
const wrongs = ({ value }: { value: unknown }): readonly unknown[] => {
  const kind = Array.isArray(value) ? 'object' : (typeof value as keyof typeof OTHERS);
  const more = /^\d{4}-\d\d-\d\d$/.test(String(value)) ? DAYS : /^[A-Z][a-z]+\/[A-Z]/.test(String(value)) ? ZONES : [];
  return [...OTHERS[kind], ...more];
};

const cases = (schema: z.ZodType, right: unknown) =>
  places(right).flatMap((place) => [
    ...wrongs(place)
      .map((value) => ({ field: place.path, sent: replaced(right, place.path, value) }))
      .filter(({ sent }) => !schema.safeParse(sent).success),
    ...(typeof place.value === 'object' && !Array.isArray(place.value)
      ? [{ field: [...place.path, 'unheardOf'], sent: replaced(right, [...place.path, 'unheardOf'], 1) }]
      : []),
  ]);

const taking = entries.filter(({ route }) => route.body || route.params || route.query || route.pages);

describe.each(taking.map((entry) => [`${entry.route.method} ${entry.route.path}`, entry] as const))(
  '%s',
  (_, entry) => {
    const { route, handler } = entry as { route: Route; handler: typeof entry.handler };
    const { given: prepare, owned: _owned, ...example } = entry.example;
    const isOpen = route.audience.every((role) => role === 'anyone');

    async function refuses(all: readonly { name: string; status?: number; field?: string; sent: Partial<Call> }[]) {
      const as = isOpen ? undefined : await person('per_1', route, ...ROLES);
      await prepare?.('per_1');
      const was = (await rows()).filter(({ entity }) => entity !== 'bucket');
      const answers: unknown[] = [];
      for (const { name, sent, status, field } of all) {
        const from = `192.0.2.${answers.length % 250}.${name}`;
        const call_ = { ...example, ...(as && { as }), ...(route.key && { key: `k${answers.length}` }), from, ...sent };
        const answer: any = await call(handler, call_);
        const told: string[] = (answer.body?.errors ?? []).map((one: any) => one.field);
        const isRight =
          answer.status === (status ?? 422) &&
          (field === undefined || told.some((one) => field.startsWith(one) || one.startsWith(field)));
        answers.push(isRight ? undefined : { name, sent, status: answer.status, body: answer.body });
        if (answer.status === 429) throw new Error('the table empties a bucket: raise it for one caller');
      }
      expect(answers.filter(Boolean)).toEqual([]);
      expect((await rows()).filter(({ entity }) => entity !== 'bucket')).toEqual(was);
      return all.length;
    }

    if (route.body) {
      it('refuses a body with anything wrong in it', async () => {
        const all = cases(route.body!, example.body).map(({ field, sent }) => ({
          name: `body ${field.join('.')}`,
          field: field.join('.'),
          sent: { text: JSON.stringify(sent) },
        }));
        expect(await refuses(all)).toBeGreaterThan(5);
      });

      it('refuses what is no body', async () => {
        const whole = JSON.stringify(example.body);
        await refuses([
          { name: 'broken', status: 400, sent: { text: whole.slice(0, -1) } },
          { name: 'empty', status: 400, sent: { text: '' } },
          { name: 'too large', status: 413, sent: { text: whole + ' '.repeat(64 * 1024 + 1 - whole.length) } },
          { name: 'deep', sent: { text: `${'['.repeat(30_000)}${']'.repeat(30_000)}` } },
          { name: 'deep in a field', sent: { text: `{"unheardOf":${'['.repeat(30_000)}${']'.repeat(30_000)}}` } },
          {
            name: 'proto',
            field: '__proto__',
            sent: { text: whole.replace(/}$/, `${whole === '{}' ? '' : ','}"__proto__":{"x":1}}`) },
          },
        ]);
      });
    }

    if (route.params) {
      it('refuses a path with anything wrong in it', async () => {
        const values = ['x y', '\ud800', '0000-01-01', '../..', 'a'.repeat(500)];
        await refuses(
          Object.entries(route.params!).flatMap(([name, schema]) =>
            values
              .filter((value) => !schema.safeParse(value).success)
              .map((value) => ({ name, field: name, sent: { params: { ...example.params, [name]: value } } })),
          ),
        );
      });
    }

    it('refuses a query with anything wrong in it', async () => {
      const pages = route.pages
        ? ['0', '101', '-1', '1.5', 'x'].map((limit) => ({
            name: 'limit',
            field: 'limit',
            sent: { query: { ...example.query, limit } },
          }))
        : [];
      const cursors = route.pages
        ? ['x', '', 'AAAA'.repeat(30)].map((cursor) => ({
            name: 'cursor',
            field: 'cursor',
            sent: { query: { ...example.query, cursor } },
          }))
        : [];
      await refuses([
        { name: 'unknown', field: 'unheardOf', sent: { query: { ...example.query, unheardOf: '1' } } },
        ...pages,
        ...cursors,
      ]);
    });
  },
);

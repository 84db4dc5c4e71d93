import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tables } from '#shared/table/client';
import { keptIn } from '../../bin/docs/kept.ts';
import { ROOT } from '../../bin/machine/environment.ts';
import { call } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { entries, person, playPool, ROLES } from './entries.ts';
import { places, replaced } from './places.ts';

vi.hoisted(() => {
  process.env['POWERTOOLS_LOG_LEVEL'] = 'DEBUG';
});

/* What is sealed is readable nowhere: not in an item, the outbox, the record of an answer, or a log line. */

const CANARY = 'Canary sings';

let printed: string[];
let stopPlaying = () => {};
beforeEach(() => {
  printed = [];
  for (const out of [process.stdout, process.stderr]) {
    vi.spyOn(out, 'write').mockImplementation((line) => {
      printed.push(String(line));
      return true;
    });
  }
  stopPlaying = playPool(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  stopPlaying();
});

const entities = await keptIn(ROOT);

/** The names of all attributes in a row, at any depth. */
const names = (row: unknown): string[] =>
  places(row).flatMap(({ path }) => path.filter((key): key is string => typeof key === 'string'));

describe.each(
  entries
    .filter(({ route }) => route.method !== 'GET')
    .map((entry) => [`${entry.route.method} ${entry.route.path}`, entry] as const),
)('%s', (_, entry) => {
  const { route, handler } = entry;
  const { given: prepare, owned: _owned, shown, ...example } = entry.example;
  const isOpen = route.audience.every((role) => role === 'anyone');
  /** Every text that the schema lets be anything sings. */
  const body = places(example.body)
    .filter(({ value }) => typeof value === 'string')
    .map(({ path }) => path)
    .reduce((whole, path) => {
      const sings = replaced(whole, path, CANARY);
      return route.body?.safeParse(sings).success ? sings : whole;
    }, example.body as unknown);

  it('keeps what it is told to itself', async () => {
    const as = isOpen ? undefined : await person('per_1', route, ...ROLES);
    await prepare?.('per_1');
    const { status } = await call(handler, { ...example, body, ...(as && { as }), key: 'a-key' });
    expect(status).toBe(route.returns[0]);
    expect(printed.join('')).toContain('answered');
    const kept = [await rows(), await rows(tables.keys)];
    const hidden = kept.map((some) => some.filter(({ entity }) => shown === undefined || entity !== shown));
    for (const place of [JSON.stringify(hidden), printed.join('')]) expect(place).not.toMatch(/Canary|sings|a-key/i);
    for (const { name, sealed } of entities) {
      const found = kept[0]!.filter(({ entity }) => entity === name).flatMap(names);
      expect(found.filter((field) => sealed.includes(field))).toEqual([]);
    }
  });

  it('tells nobody what it was told when something breaks', async () => {
    const as = isOpen ? undefined : await person('per_1', route, ...ROLES);
    await prepare?.('per_1');
    printed = [];
    const table = process.env['TABLE'];
    process.env['TABLE'] = 'no-such-table';
    const answer = await call(handler, { ...example, body, ...(as && { as }), key: 'a-key' }).finally(() => {
      process.env['TABLE'] = table;
    });
    expect(answer).toMatchObject({ status: 500, body: { type: '/problems/broken' } });
    expect(JSON.stringify(answer.body)).not.toMatch(/Canary|table/i);
    const line = JSON.parse(printed.find((one) => one.includes('"bug"'))!);
    expect(line).toMatchObject({ impact: route.impact, Bugs: 1, cause: { kind: 'ResourceNotFoundException' } });
    expect(printed.join('')).not.toMatch(/Canary|sings|a-key/i);
  });
});

it('covers entities that seal', () => {
  expect(entities.filter(({ sealed }) => sealed.length > 0).length).toBeGreaterThan(1);
});

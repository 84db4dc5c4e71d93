import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Kept, keptIn } from '../../bin/docs/kept.ts';
import { type Module, modules } from '../../lib/modules.ts';
import { type Breach, ROOT, readTree, type Source } from './tree.ts';

/** All that a law may look at. */
export interface World {
  readonly sources: readonly Source[];
  readonly modules: readonly Module[];
  readonly kept: readonly Kept[];
}
interface Seed extends Partial<World> {
  /** What the law must say of it, and nothing else. */
  readonly finds: readonly Breach[];
}
interface Law {
  readonly keeps: (world: World) => Breach[];
  readonly seeds: readonly Seed[];
}

const nothing: World = { sources: [], modules: [], kept: [] };

/** Each law twice: the tree keeps it, and it sees what breaks it. */
export async function laws(all: Readonly<Record<string, Law>>): Promise<void> {
  const tree: World = { sources: readTree(), modules, kept: await keptIn(ROOT) };
  it('looks at a tree that is there', () => {
    expect(tree.sources.length).toBeGreaterThan(50);
    expect(tree.kept.length).toBeGreaterThan(3);
  });
  describe.each(Object.entries(all))('%s', (_, { keeps, seeds }) => {
    it('is kept by the tree', () => expect(keeps(tree)).toEqual([]));
    it.each(seeds)('finds $finds', ({ finds, ...seed }) => expect(keeps({ ...nothing, ...seed })).toEqual(finds));
  });
}

/* What seeds are made of. */

export const file = (path: string, text = ''): Source => ({ path, text });
export const plain = { summary: 'Do it', impact: 'nobody can do it', needs: [] } as const;
export const get = {
  ...plain,
  method: 'GET',
  path: '/v1/tries',
  audience: ['client'],
  returns: [200, z.object({})],
  fails: [],
} as const;
export const post = { ...get, method: 'POST' } as const;
export const quit = (routes: Module['routes'] & {}, more: Partial<Module> = {}): readonly Module[] => [
  { name: 'quit', routes, ...more },
];
export const Try = z.strictObject({ id: z.string(), clientId: z.string(), mood: z.string() });
export const tries: Kept = {
  owner: 'quit',
  name: 'try',
  schema: Try,
  partition: ['QUIT', 'clientId'],
  sort: ['TRY', 'id'],
  sealed: ['mood'],
};

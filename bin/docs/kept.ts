import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type * as z from 'zod';
import type { Entity } from '#shared/table/entity';

/** An entity, and the module or part of the kernel that owns it. */
export interface Kept {
  readonly owner: string;
  readonly name: string;
  readonly schema: z.ZodObject;
  readonly partition: readonly string[];
  readonly sort: readonly string[];
  readonly sealed: readonly PropertyKey[];
  readonly person?: string | undefined;
  readonly expires?: string | undefined;
}

const isEntity = (value: unknown): value is Entity<any, any, any> =>
  typeof value === 'object' &&
  value !== null &&
  ['name', 'schema', 'partition', 'sort', 'place'].every((each) => each in value);

/** Every entity there is, in the order of its files. */
export async function keptIn(root: string): Promise<(Entity<any, any, any> & Kept)[]> {
  const files = globSync(['lambdas/*/records.ts', 'shared/table/*.ts'], { cwd: root }).sort();
  const loaded = await Promise.all(
    files.map(async (file) => {
      const values: object = await import(pathToFileURL(`${root}/${file}`).href);
      const owner = file.startsWith('lambdas/') ? file.split('/')[1]! : 'kernel';
      return Object.values(values)
        .filter(isEntity)
        .map((entity) => ({ ...entity, owner }));
    }),
  );
  const byOwner = ({ owner, name }: Kept) => `${owner} ${name}`; // a loaded file has its values in no order
  return loaded.flat().sort((one, other) => (byOwner(one) < byOwner(other) ? -1 : 1));
}

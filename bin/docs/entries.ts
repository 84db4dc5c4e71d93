import type { Contract } from '#shared/contract';
import { KINDS, kebab, type Module } from '../../lib/modules.ts';

export interface Entry {
  readonly module: string;
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
  readonly path: string;
  readonly contract: Contract & Record<string, any>;
}

/** Every contract by its name, with the place where its file must be; always in one order, whoever loaded them. */
export const entriesOf = (modules: readonly Module[]): Entry[] =>
  modules.flatMap((module) =>
    KINDS.flatMap((kind) =>
      Object.entries(module[kind] ?? {})
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, contract]) => ({
          module: module.name,
          kind,
          name,
          path: `lambdas/${module.name}/${kebab(name)}.ts`,
          contract: contract as Entry['contract'],
        })),
    ),
  );

import { entriesOf, type Module, type Named } from '../../lib/modules.ts';

/** A contract by its name, its module, and the place where its file must be. */
export interface Declared extends Omit<Named, 'contract' | 'kind'> {
  readonly module: string;
  readonly kind: Named['kind'];
  readonly path: string;
  readonly contract: Named['contract'] & Record<string, any>;
}

/** Every contract, always in one order: a loaded file has its values in none. */
export const contractsOf = (modules: readonly Module[]): Declared[] =>
  modules.flatMap((module) =>
    entriesOf(module)
      .map((entry) => ({ ...entry, module: module.name, path: `lambdas/${entry.bundle}.ts` }) as Declared)
      .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1)),
  );

const KINDS: readonly Named['kind'][] = ['route', 'listener', 'schedule', 'queue', 'socket', 'trigger'];
const orderOf = ({ kind, name }: Declared) => `${KINDS.indexOf(kind)} ${name}`;

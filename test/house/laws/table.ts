import ts from 'typescript';
import { contractsOf } from '../../../bin/docs/contracts.ts';
import type { Kept } from '../../../bin/docs/kept.ts';
import type { Module } from '../../../lib/modules.ts';
import { type Breach, type Source, syntaxOf } from '../tree.ts';

const KERNEL = ['ONCE', 'HEARD', 'OUTBOX', 'LIMIT', 'ACTIVE', 'GRANT', 'CLOCK'];

/** What the kernel does for whoever asks: markers, buckets, the clock where it can be moved. */
const HELPED = ['query:ACTIVE', 'put:ACTIVE', 'update:LIMIT', 'get:CLOCK', 'put:CLOCK'];

/** A prefix of partition keys belongs to one module, and none of the kernel's to any. */
export function prefixesOwnedOnce(kept: readonly Kept[]): Breach[] {
  const owners = Map.groupBy(kept, ({ partition }) => partition[0]!);
  return [...owners].flatMap(([prefix, entities]) => {
    const modules = [...new Set(entities.map(({ owner }) => owner))];
    return [
      ...(modules.length > 1 ? [`${prefix} belongs to ${modules.join(' and ')}`] : []),
      ...(KERNEL.includes(prefix) && modules.some((owner) => owner !== 'kernel')
        ? [`${prefix} belongs to the kernel, not to ${modules.join()}`]
        : []),
      ...(/^[A-Z][A-Z-]*$/.test(prefix) ? [] : [`${prefix} is no prefix: capitals and hyphens`]),
    ];
  });
}

/** One name and one place for each kind of item: two kinds in a partition differ by how their sort keys begin. */
export function itemsToldApart(kept: readonly Kept[]): Breach[] {
  const twice = (key: (one: Kept) => string) => [...Map.groupBy(kept, key)].filter(([, all]) => all.length > 1);
  return [
    ...twice(({ name }) => name).map(([name]) => `entity ${name} is declared twice`),
    ...twice(({ partition, sort }) => `${partition[0]}/${sort[0]}`).map(
      ([place, all]) => `${place} holds ${all.map(({ name }) => name).join(' and ')}`,
    ),
  ];
}

/** Keys, what is sealed, under whose key, and when an item ends: all fields that there are, and no key is sealed. None is
 *  called `version`: that is the item's own, and would stand in front of it. */
export const fieldsExist = (kept: readonly Kept[]): Breach[] =>
  kept.flatMap(({ name, partition, sort, sealed, person, expires, schema }) => {
    const keys = [...partition.slice(1), ...sort.slice(1)];
    const named = [...keys, ...sealed.map(String), ...[person, expires].filter((field) => field !== undefined)];
    const open = [...keys, person, expires];
    return [
      ...('version' in schema.shape ? [`${name} has a field version, which is the item's own`] : []),
      ...named.filter((field) => !(field in schema.shape)).map((field) => `${name} has no field ${field}`),
      ...sealed
        .filter((field) => open.includes(String(field)))
        .map((field) => `${name} seals ${String(field)}, which must be read`),
    ];
  });

/** An entry names partitions of its own module, of one whose index it asks, or what the kernel knows of people. What is to be
 *  written in another's the other's index decides: nothing else of it can be imported. It asks by itself, or where its module
 *  says what several entries decide alike. */
export function needsStayHome(modules: readonly Module[], kept: readonly Kept[], sources: readonly Source[]): Breach[] {
  const owner = new Map(kept.map(({ partition, owner }) => [partition[0]!, owner]));
  const byPath = new Map(sources.map((source) => [source.path, source]));
  return contractsOf(modules).flatMap(({ module, path, name, contract }) =>
    contract.needs.flatMap((need): Breach[] => {
      const [verb = '', prefix] = need.split(':') as [string, string?];
      if (!['get', 'query', 'put', 'update', 'delete'].includes(verb) || prefix === 'GRANT') return [];
      if (HELPED.includes(need)) return [];
      const whose = owner.get(prefix!);
      if (whose === module) return [];
      if (whose === undefined) return [`${module}.${name} needs ${need}, and no entity lies there`];
      const decisions = path.replace(/[^/]+$/, 'decisions.ts');
      const own = imported(byPath.get(path));
      const alike = own.includes('./decisions.ts') ? imported(byPath.get(decisions)) : [];
      if ([...own, ...alike].includes(`#lambdas/${whose}/index`)) return [];
      return [`${module}.${name} needs ${need}, which belongs to ${whose}, without asking its index`];
    }),
  );
}

const imported = (source: Source | undefined): string[] =>
  (source ? [...syntaxOf(source).statements] : [])
    .filter(ts.isImportDeclaration)
    .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text);

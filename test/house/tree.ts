import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A file as it is written. The laws take any list of them, so that a seeded breach need not lie on a disk. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** `path:line what is wrong`: nothing else is known of a breach. */
export type Breach = string;

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = '{bin,lib,lambdas,shared,fakes,bench,test}';

export const readTree = (root = ROOT): Source[] =>
  globSync(`${FOLDERS}/**/*.{ts,mts,mjs,js}`, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }));

const parsed = new WeakMap<Source, ts.SourceFile>();

export function syntaxOf(source: Source): ts.SourceFile {
  const known = parsed.get(source) ?? ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
  parsed.set(source, known);
  return known;
}

const walked = new WeakMap<Source, readonly ts.Node[]>();

/** Every node of it, from the outside in. */
export function nodesOf(source: Source): readonly ts.Node[] {
  const known = walked.get(source);
  if (known) return known;
  const nodes: ts.Node[] = [];
  const walk = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, walk);
  };
  walk(syntaxOf(source));
  walked.set(source, nodes);
  return nodes;
}

export function breachAt(source: Source, node: ts.Node, what: string): Breach {
  const { line } = syntaxOf(source).getLineAndCharacterOfPosition(node.getStart());
  return `${source.path}:${line + 1} ${what}`;
}

/** What a law looks at in a tree: for each node that it names, a breach. */
export const breaches = (
  sources: readonly Source[],
  wrong: (node: ts.Node, source: Source) => string | undefined | false,
): Breach[] =>
  sources.flatMap((source) =>
    nodesOf(source).flatMap((node) => {
      const what = wrong(node, source);
      return what ? [breachAt(source, node, what)] : [];
    }),
  );

export const within = (sources: readonly Source[], ...folders: string[]) =>
  sources.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));

import ts from 'typescript';
import { contractsOf } from '../../../bin/docs/contracts.ts';
import type { Module } from '../../../lib/modules.ts';
import { type Breach, breaches, nodesOf, type Source, within } from '../tree.ts';

const KNOWN = [
  'routes',
  'listeners',
  'schedules',
  'queues',
  'sockets',
  'triggers',
  'events',
  'schemas',
  'records',
  'decisions',
  'index',
];

/** Every contract has its file, every file its contract, and the one is named by the other. */
export function filesAndContracts(sources: readonly Source[], modules: readonly Module[]): Breach[] {
  const entries = contractsOf(modules);
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const named = new Set(entries.map(({ path }) => path));
  const missing = entries.flatMap(({ path, name, kind }) => {
    const source = byPath.get(path);
    if (!source) return [`${path} is missing: ${kind}s declare ${name}`];
    return [
      ...(exportsHandler(source) ? [] : [`${path} exports no handler`]),
      ...(importsFrom(source, `./${kind}s.ts`).includes(name) ? [] : [`${path} does not use its contract ${name}`]),
      ...(kind === 'listener' && !/\/on-[^/]+$/.test(path) ? [`${path} listens: its name begins with on-`] : []),
      ...(kind === 'schedule' && !/\/every-[^/]+$/.test(path) ? [`${path} is timed: its name begins with every-`] : []),
    ];
  });
  const listed = new Set(modules.map(({ name }) => name));
  const orphans = within(sources, 'lambdas').flatMap(({ path }) => {
    const [, module = '', ...rest] = path.split('/');
    if (!listed.has(module)) return [`${path} lies in a module that lib/modules.ts does not list`];
    const file = rest.join('/').replace(/\.ts$/, '');
    if (file.startsWith('domain/') || KNOWN.includes(file) || file.endsWith('-schemas') || named.has(path)) return [];
    return [`${path} has no contract`];
  });
  return [...missing, ...orphans];
}

const exportsHandler = (source: Source) =>
  nodesOf(source).some(
    (node) =>
      (ts.isVariableStatement(node) || ts.isFunctionDeclaration(node)) &&
      node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) &&
      (ts.isFunctionDeclaration(node) ? [node] : [...node.declarationList.declarations]).some(
        ({ name }) => name?.getText() === 'handler',
      ),
  );

const importsFrom = (source: Source, from: string): string[] =>
  nodesOf(source)
    .filter(ts.isImportDeclaration)
    .flatMap(({ moduleSpecifier, importClause }) => {
      const bound = importClause?.namedBindings;
      return (moduleSpecifier as ts.StringLiteral).text === from && bound && ts.isNamedImports(bound)
        ? bound.elements.map(({ propertyName, name }) => (propertyName ?? name).getText())
        : [];
    });

const VAGUE = /^(utils?|helpers?|common|manager|base)$/;

/** A name says what is inside. */
export const namesThatSay = (sources: readonly Source[]): Breach[] =>
  sources
    .filter(({ path }) =>
      path
        .replace(/(\.test)?\.\w+$/, '')
        .split(/[/.-]/)
        .some((word) => VAGUE.test(word)),
    )
    .map(({ path }) => `${path} says nothing of what is inside`);

const LONGEST = 200;

/** A long file is a question: the list holds the answers, and no answer without its question. */
export function shortFiles(sources: readonly Source[], answered: Readonly<Record<string, string>>): Breach[] {
  const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > LONGEST).map(({ path }) => path);
  return [
    ...long.filter((path) => !answered[path]?.trim()).map((path) => `${path} is longer than ${LONGEST} lines`),
    ...Object.keys(answered)
      .filter((path) => !long.includes(path))
      .map((path) => `${path} is not long any more: take it off the list`),
  ];
}

/** Folders have no front doors but a module's index and the test kit's. */
export const noBarrels = (sources: readonly Source[]): Breach[] =>
  breaches(sources, (node, { path }) => {
    if (!ts.isSourceFile(node) || /^(lambdas\/[^/]+|test\/kit)\/index\.ts$/.test(path)) return undefined;
    const isBarrel =
      node.statements.length > 0 && node.statements.every((one) => ts.isExportDeclaration(one) && one.moduleSpecifier);
    return isBarrel && 'only hands on what others say';
  });

/** A class keeps something, or is a kind of something that does. */
export const classesKeepState = (sources: readonly Source[]): Breach[] =>
  breaches(sources, (node) => {
    if (!ts.isClassLike(node) || node.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword))
      return undefined;
    return (
      !node.members.some(ts.isPropertyDeclaration) &&
      `class ${node.name?.text ?? ''} keeps nothing: a function would do`
    );
  });

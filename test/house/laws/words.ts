import ts from 'typescript';
import type * as z from 'zod';
import type { FailureKind } from '#shared/failure';
import { contractsOf } from '../../../bin/docs/contracts.ts';
import type { Kept } from '../../../bin/docs/kept.ts';
import type { Module } from '../../../lib/modules.ts';
import { type Breach, breachAt, breaches, nodesOf, type Source, within } from '../tree.ts';

const callsOf = (sources: readonly Source[], name: string) =>
  sources.flatMap((source) =>
    nodesOf(source)
      .filter(ts.isCallExpression)
      .filter(({ expression }) => expression.getText() === name)
      .map((call) => ({ source, call })),
  );

const repeats = (found: readonly { source: Source; call: ts.CallExpression; word: string }[], what: string): Breach[] =>
  [...Map.groupBy(found, ({ word }) => word)].flatMap(([word, [first, ...others]]) =>
    others.map(({ source, call }) => breachAt(source, call, `${what} ${word} stands in ${first!.source.path} too`)),
  );

/** A failure has one code, declared in one place. */
export function failuresUnique(sources: readonly Source[]): Breach[] {
  const found = callsOf(within(sources, 'lambdas', 'shared'), 'failure').flatMap(({ source, call }) => {
    const [code] = call.arguments;
    return code && ts.isStringLiteral(code) ? [{ source, call, word: code.text }] : [];
  });
  return repeats(found, 'failure');
}

/** What a module declares, some route lists; what the kernel can always answer, none does. */
export function failuresListed(sources: readonly Source[], modules: readonly Module[]): Breach[] {
  const codes = (some: readonly Source[]) =>
    callsOf(some, 'failure').flatMap(({ source, call }) => {
      const [code] = call.arguments;
      return code && ts.isStringLiteral(code) ? [{ source, call, code: code.text }] : [];
    });
  const listing = contractsOf(modules).flatMap(({ module, name, contract }) =>
    ((contract['fails'] ?? []) as readonly FailureKind[]).map(({ code }) => ({ by: `${module}.${name}`, code })),
  );
  const listed = new Set(listing.map(({ code }) => code));
  const kernels = new Set(codes(within(sources, 'shared')).map(({ code }) => code));
  return [
    ...codes(within(sources, 'lambdas'))
      .filter(({ code }) => !listed.has(code))
      .map(({ source, call, code }) => breachAt(source, call, `no route lists ${code}`)),
    ...listing
      .filter(({ code }) => kernels.has(code))
      .map(({ by, code }) => `${by} lists ${code}, which is the kernel's`),
  ];
}

/** The same words in two enums are one enum in two places. */
export function wordsDeclaredOnce(sources: readonly Source[]): Breach[] {
  const found = callsOf(within(sources, 'lambdas', 'shared'), 'z.enum').flatMap(({ source, call }) => {
    const [list] = call.arguments;
    if (!list || !ts.isArrayLiteralExpression(list) || !list.elements.every(ts.isStringLiteral)) return [];
    const words = list.elements.map((one) => one.getText().slice(1, -1)).sort();
    return words.length > 1 ? [{ source, call, word: words.join(' ') }] : [];
  });
  return repeats(found, 'the enum of');
}

/** An event is its module's own, raised by what that module says raises it, and tells nothing that is sealed. */
export const eventsTell = (modules: readonly Module[], kept: readonly Kept[]): Breach[] =>
  contractsOf(modules).flatMap(({ module, name, contract }) =>
    ((contract['raises'] ?? []) as readonly { name: string; schema: z.ZodObject }[]).flatMap((event) => [
      ...(event.name.startsWith(`${module}.`) ? [] : [`${module}.${name} raises ${event.name}, which is another's`]),
      ...kept
        .filter((one) => one.owner === module)
        .flatMap(({ name, sealed, schema }) =>
          sealed
            .map(String)
            .filter((field) => field in event.schema.shape && event.schema.shape[field] === schema.shape[field])
            .map((field) => `${event.name} tells ${field}, which ${name} seals`),
        ),
    ]),
  );

/** zod as a namespace: half the bytes of a Lambda. */
export const zodAsNamespace = (sources: readonly Source[]): Breach[] =>
  breaches(sources, (node) => {
    if (!ts.isImportDeclaration(node) || !/^zod(\/|$)/.test((node.moduleSpecifier as ts.StringLiteral).text))
      return undefined;
    const clause = node.importClause;
    if (!clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return undefined;
    const isNamespace = clause.namedBindings && ts.isNamespaceImport(clause.namedBindings) && !clause.name;
    return !isNamespace && "import * as z from 'zod'";
  });

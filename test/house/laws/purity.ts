import ts from 'typescript';
import { type Breach, breaches, type Source, within } from '../tree.ts';

const CLOCK = /^(Date\.now|performance\.now|process\.hrtime(\.bigint)?|Temporal\.Now\.\w+)$/;
const CHANCE = /^(Math\.random|(crypto\.)?(randomUUID|randomBytes|randomInt|getRandomValues))$/;

/** `now` and ids come with the call: what is decided can be decided again, by a retry or a test. */
export const noClockNoChance = (sources: readonly Source[]): Breach[] =>
  breaches(within(sources, 'lambdas'), (node) => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
      return 'reads the clock: `now` comes with the call';
    if (!ts.isCallExpression(node)) return undefined;
    const called = node.expression.getText();
    if (CLOCK.test(called) || (called === 'Date' && node.arguments.length === 0))
      return 'reads the clock: `now` comes with the call';
    return CHANCE.test(called) && 'throws dice: `newId` comes with the call';
  });

/** Rules ask nobody. */
export const rulesAskNobody = (sources: readonly Source[]): Breach[] =>
  breaches(
    within(sources, 'lambdas').filter(({ path }) => /^lambdas\/[^/]+\/domain\//.test(path)),
    (node) => {
      if (ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword)
        return 'waits for something: a rule asks nobody';
      return (
        ts.isIdentifier(node) && ['process', 'fetch'].includes(node.text) && `asks ${node.text}: a rule asks nobody`
      );
    },
  );

const WRITES = /^(Update|Put|TransactWrite|BatchWrite)(Item)?Command$/;

/** Who writes, who sends and who reads everything: one place each. */
export const oneWriter = (sources: readonly Source[]): Breach[] =>
  breaches(within(sources, 'lambdas', 'shared'), (node, { path }) => {
    if (!ts.isImportSpecifier(node)) return undefined;
    const name = (node.propertyName ?? node.name).getText();
    if (WRITES.test(name) && !path.startsWith('shared/table/')) return `only shared/table writes: ${name}`;
    if (name === 'PutEventsCommand' && path !== 'shared/events/relay.ts') return 'only the relay sends events';
    return /Scan/.test(name) && 'nothing scans the table';
  });

/** A line of the log holds ids and counts, by name. */
export const logsIds = (sources: readonly Source[], allowed: readonly string[]): Breach[] =>
  breaches(within(sources, 'lambdas'), (node) => {
    if (!ts.isCallExpression(node) || !/^(log|console)\.\w+$/.test(node.expression.getText())) return undefined;
    if (node.expression.getText().startsWith('console.')) return 'writes past the logger';
    const [message, fields] = node.arguments;
    if (message && ts.isTemplateExpression(message)) return 'logs a message made of values: name them as fields';
    if (!fields) return undefined;
    if (!ts.isObjectLiteralExpression(fields)) return 'logs a whole value: name its fields';
    const others = fields.properties.filter(
      (one) => ts.isSpreadAssignment(one) || !allowed.includes(one.name!.getText()),
    );
    return others.length > 0 && `logs ${others.map((one) => one.getText()).join()}, which is not on the list`;
  });

const LIST = 'ALLOWED';

/** The list as the logger has it: it is said there, and nowhere else. */
export function loggable(sources: readonly Source[]): string[] {
  const [found] = sources
    .filter(({ path }) => path === 'shared/log.ts')
    .flatMap(({ text }) => [...text.matchAll(new RegExp(`const ${LIST} = \\[([^\\]]*)\\]`, 'g'))]);
  return [...(found?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name!);
}

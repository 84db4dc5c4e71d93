import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';

/* Takes every line away, one at a time, that keeps somebody out: a test must miss each. */

const TREE = [
  'bin',
  'docs',
  'lambdas',
  'lib',
  'shared',
  'test',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'README.md',
];
/** What is asked of every line; the tests of its own module are asked too. */
const WATCHING = ['test/entries/security.test.ts', 'test/house/docs.test.ts', 'test/shared'];
/** What is thrown at somebody who may not. */
const REFUSALS = new Set([
  'consentRequired',
  'forbidden',
  'notFound',
  'notGenuine',
  'secondFactorRequired',
  'signedOut',
  'TurnedAway',
  'upgradeRequired',
]);
/** What a contract says of who may. */
const SAYS = new Set(['audience', 'fresh', 'consent', 'entitlement']);
const EVERYBODY = `audience: ['client', 'coach', 'owner', 'admin']`;

export interface Line {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly instead: string;
}

/** The authorising lines of a source: conditions that refuse, fallbacks that refuse, and what contracts say. */
export function authorisingLines(file: string, text: string): Line[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Line[] = [];
  const add = (node: ts.Node, instead: string, to = node.end) => {
    const from = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(from).line + 1;
    found.push({ file, line, text: text.slice(from, to).split('\n')[0]!, from, to, instead });
  };
  const isContract = /\/routes\.ts$/.test(file);
  const visit = (node: ts.Node): void => {
    if (ts.isIfStatement(node) && refuses(node.thenStatement)) add(node, '');
    if (isContract && ts.isPropertyAssignment(node) && SAYS.has(node.name.getText(source))) {
      const isAudience = node.name.getText(source) === 'audience';
      add(node, isAudience ? EVERYBODY : `...{}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;

  function refuses(statement: ts.Statement): boolean {
    const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
    if (last === undefined || !ts.isThrowStatement(last)) return false;
    const made = last.expression;
    const name = ts.isCallExpression(made) || ts.isNewExpression(made) ? made.expression.getText(source) : '';
    return REFUSALS.has(name);
  }
}

/** Says how many lines there are; the ones that no test missed are printed. */
export async function authorisation(root: string, endpoint: Record<string, string>): Promise<boolean> {
  const copy = await mkdtemp(join(tmpdir(), 'authorisation-'));
  try {
    for (const part of TREE) await cp(join(root, part), join(copy, part), { recursive: true });
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    const lines = await allLines(copy);
    if (!(await passes(copy, endpoint))) throw new Error('The tests fail as they are: nothing can be proven with them');
    const survivors: Line[] = [];
    for (const [index, line] of lines.entries()) {
      const path = join(copy, line.file);
      const text = await readFile(path, 'utf8');
      await writeFile(path, text.slice(0, line.from) + line.instead + text.slice(line.to));
      const missed = !(await passes(copy, endpoint, own(line)));
      await writeFile(path, text);
      if (!missed) survivors.push(line);
      const where = `${line.file}:${line.line}  ${line.text}`;
      console.log(`${String(index + 1).padStart(3)}/${lines.length} ${missed ? 'missed  ' : 'NOT MISSED'} ${where}`);
    }
    console.log(`${lines.length - survivors.length} of ${lines.length} authorising lines are missed when they go`);
    return survivors.length === 0;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function allLines(root: string): Promise<Line[]> {
  const { glob } = await import('node:fs/promises');
  const found: Line[] = [];
  for await (const file of glob('{shared,lambdas}/**/*.ts', { cwd: root })) {
    found.push(...authorisingLines(file, await readFile(join(root, file), 'utf8')));
  }
  return found.sort((one, other) => one.file.localeCompare(other.file) || one.from - other.from);
}

const own = ({ file }: Line) => {
  const [folder, module] = file.split('/');
  return folder === 'lambdas' ? [`test/${module}`] : [];
};

function passes(cwd: string, env: Record<string, string>, more: readonly string[] = []): Promise<boolean> {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--bail=1', '--reporter=dot', ...WATCHING, ...more];
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: 'ignore' });
  return new Promise((done) => child.on('exit', (code) => done(code === 0)));
}

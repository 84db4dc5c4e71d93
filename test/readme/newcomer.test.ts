import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LEFT_OUT = ['node_modules', '.git', '.local', 'dist', 'cdk.out'];
const EVERY_ENTRY = ['security', 'bad-input', 'canary'].map((test) => `test/entries/${test}.test.ts`);
const LAWS = ['files', 'imports', 'purity', 'table', 'wire', 'words', 'docs'].map((law) => `test/house/${law}.test.ts`);

interface Step {
  readonly path: string;
  readonly code: string;
}

/** What a reader does: each block goes into the file named last before it. */
function steps(readme: string): Step[] {
  const [, section = ''] = readme.split('\n## Add a use case\n');
  const blocks = section.split(/\n## /)[0]!.matchAll(/([\s\S]*?)```ts\n([\s\S]*?)```/g);
  return [...blocks].map(([, before = '', code = '']) => {
    const path = [...before.matchAll(/`([\w/.-]+\.ts)`/g)].at(-1)?.[1];
    if (path === undefined) throw new Error(`Into which file goes this?\n${code}`);
    return { path, code };
  });
}

/** A new file as it stands; into one that is there, imports at the top and the rest at the end. */
function follow(root: string, { path, code }: Step): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  const lines = code.split('\n');
  const imports = lines.filter((line) => line.startsWith('import '));
  const rest = lines.filter((line) => !line.startsWith('import '));
  const joined = () => [...imports, readFileSync(file, 'utf8'), ...rest].join('\n');
  writeFileSync(file, existsSync(file) ? joined() : code);
}

mkdirSync(join(ROOT, '.local'), { recursive: true });
const copy = mkdtempSync(join(ROOT, '.local', 'newcomer-')); // inside, so that the packages are found
const all = steps(readFileSync(join(ROOT, 'README.md'), 'utf8'));
const outer = Object.entries(process.env).filter(
  ([name]) => !/^(VITEST|TABLE$|KEYS_TABLE$|NODE_ENV$|TEST$)/.test(name),
);

function run(...[script, ...rest]: [string, ...string[]]): string {
  try {
    return execFileSync(process.execPath, [script, ...rest], {
      cwd: copy,
      env: Object.fromEntries(outer),
      encoding: 'utf8',
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${rest.join(' ')}\n${stdout}\n${stderr}`);
  }
}
const bin = (name: string) => join(ROOT, 'node_modules', name);

beforeAll(() => {
  for (const name of readdirSync(ROOT)) {
    if (!LEFT_OUT.includes(name)) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  for (const step of all) follow(copy, step);
});
afterAll(() => rmSync(copy, { recursive: true }));

it('names a file for each piece', () => {
  expect(all.map(({ path }) => path)).toEqual([
    'lambdas/cessation/domain/correction.ts',
    'lambdas/cessation/routes.ts',
    'lambdas/cessation/correct-craving.ts',
    'test/cessation/examples.ts',
    'test/cessation/correct-craving.test.ts',
  ]);
});

it('compiles', () => {
  const files = all.map(({ path }) => path);
  writeFileSync(join(copy, 'newcomer.json'), JSON.stringify({ extends: './tsconfig.json', include: [], files }));
  run(bin('typescript/bin/tsc'), '-p', 'newcomer.json');
}, 120_000);

it('is written into the documents, and keeps the laws', () => {
  run('bin/docs.ts');
  expect(readFileSync(join(copy, 'docs/openapi.json'), 'utf8')).toContain('"operationId": "correctCraving"');
  const tests = all.map(({ path }) => path).filter((path) => path.endsWith('.test.ts'));
  run(
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    '--outputFile=told.json',
    ...LAWS,
    ...EVERY_ENTRY,
    ...tests,
  );
  const { numTotalTests, success, testResults } = JSON.parse(readFileSync(join(copy, 'told.json'), 'utf8'));
  expect({ success, files: testResults.length }).toEqual({
    success: true,
    files: LAWS.length + EVERY_ENTRY.length + tests.length,
  });
  expect(numTotalTests).toBeGreaterThan(50);
}, 180_000);

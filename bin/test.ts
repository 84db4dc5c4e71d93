import { glob, readFile, rm } from 'node:fs/promises';
import { atEnd, command } from './machine/command.ts';
import { awsSettings, ROOT } from './machine/environment.ts';
import { type LocalAws, startLocalAws } from './machine/local-aws.ts';
import { type Count, inTurn, node, type Part, program, tool } from './machine/part.ts';
import { LINTER, virtualEnvironment } from './machine/python.ts';
import { rightsUsed } from './test/rights.ts';

const STATE = `${ROOT}.local`;
const TEMPLATES = `${STATE}/templates-${process.pid}`;
/** The linter's own command: its script names the folder in which the environment was made. */
const LINT = 'import sys; from cfnlint.runner import main; sys.exit(main())';
const only = process.argv.slice(2);
let aws: LocalAws;

/** All that CI runs, in this order; a line each. */
const parts: readonly Part[] = [
  ['lint', () => tool('@biomejs/biome/bin/biome', ['check'])],
  ['types', () => tool('typescript/bin/tsc', ['--noEmit'])],
  ['nothing dead', () => tool('knip/bin/knip.js')],
  ['synth dev', () => synth('dev')],
  ['synth prod', () => synth('prod')],
  ['templates', templates],
  ['local AWS', started],
  ['tests', tests],
  ['rights', () => rightsUsed(book())],
  ['journey', () => node(`${ROOT}bin/local.ts`, ['--once'])],
];
/** With part of a file name: those tests alone. */
const few: readonly Part[] = [
  ['local AWS', started],
  ['tests', tests],
];

await command(() => inTurn(only.length === 0 ? parts : few));

/** With all checks that the CDK makes. */
function synth(stage: string): Promise<Count> {
  atEnd(() => rm(TEMPLATES, { recursive: true, force: true }));
  return tool('aws-cdk/bin/cdk', ['synth', '--quiet', '--ci', '--output', `${TEMPLATES}/${stage}`], {
    STAGE: stage,
    DIST: `${TEMPLATES}/${stage}/dist`,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
  });
}

/** W3005 is the CDK's doing: it names a dependency that a reference says already. */
async function templates(): Promise<Count> {
  const python = await virtualEnvironment(STATE, LINTER);
  const files: string[] = [];
  for await (const file of glob(`${TEMPLATES}/*/*.template.json`)) files.push(file);
  if (files.length === 0) return { passed: 0, failed: 1 };
  return program(python, ['-c', LINT, '--ignore-checks', 'W3005', '--', ...files]);
}

async function started(): Promise<Count> {
  aws = await startLocalAws(STATE, await virtualEnvironment(STATE), 0);
  return { passed: 1, failed: 0 };
}

/** In which the tests write down what was asked of AWS. */
function book(): string {
  return `${aws.folder}/needs.jsonl`;
}

/** Counted one by one; a runner that fails though every test held has failed once more. */
async function tests(): Promise<Count> {
  const report = `${aws.folder}/tests.json`;
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...only];
  const { failed: broken } = await tool('vitest/vitest.mjs', args, {
    ...awsSettings(aws.endpoint),
    NEEDS_BOOK: book(),
  });
  const counted = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = counted;
  return { passed, failed: Math.max(failed, broken) };
}

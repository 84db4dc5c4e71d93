import { mkdir, readFile, rm } from 'node:fs/promises';
import { ended, start } from './machine/child.ts';
import { atEnd, command } from './machine/command.ts';
import { awsSettings, NODE_MODULES, ROOT } from './machine/environment.ts';
import { type LocalAws, startLocalAws } from './machine/local-aws.ts';
import { seconds } from './machine/progress.ts';
import { virtualEnvironment } from './machine/python.ts';

/** How many held, and how many did not. */
interface Count {
  readonly passed: number;
  readonly failed: number;
}
type Part = readonly [name: string, run: () => Promise<Count>];

const STATE = `${ROOT}.local`;
const only = process.argv.slice(2);

/** A program of ours or of a tool, by its file: it holds when it ends with 0. */
const node =
  (file: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  async () => {
    const code = await ended(start(process.execPath, [file, ...args], { env: { ...process.env, ...env } }));
    return { passed: Number(code === 0), failed: Number(code !== 0) };
  };
const tool = (file: string, ...args: string[]) => node(`${NODE_MODULES}/${file}`, args);
/** With all checks of the stage's templates that the CDK makes. */
const synth = (stage: string) => async (): Promise<Count> => {
  const folder = `${STATE}/synth-${stage}-${process.pid}`;
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return node(`${NODE_MODULES}/aws-cdk/bin/cdk`, ['synth', '--quiet', '--ci', '--output', folder], {
    STAGE: stage,
    DIST: `${folder}/dist`,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
  })();
};

let aws: LocalAws;
/** All that CI runs, in this order; a line each. */
const parts: readonly Part[] = [
  ['lint', tool('@biomejs/biome/bin/biome', 'check')],
  ['types', tool('typescript/bin/tsc', '--noEmit')],
  ['synth dev', synth('dev')],
  ['synth prod', synth('prod')],
  ['local AWS', started],
  ['tests', tests],
  ['journey', node(`${ROOT}bin/local.ts`, ['--once'])],
];
/** With part of a file name, what it takes to run those tests alone. */
const wanted = only.length === 0 ? parts : parts.filter(([name]) => name === 'local AWS' || name === 'tests');

await command(async () => {
  const times: string[] = [];
  const all = { passed: 0, failed: 0 };
  for (const [name, run] of wanted) {
    console.log(`\n— ${name}`);
    const since = performance.now();
    const { passed, failed } = await run();
    all.passed += passed;
    all.failed += failed;
    times.push(`${seconds(performance.now() - since)}  ${name}${failed > 0 ? ': FAILED' : ''}`);
    console.log(times.at(-1));
  }
  console.log(`\n${times.join('\n')}\n\n${all.passed} passed, ${all.failed} failed`);
  return all.failed === 0 ? 0 : 1;
});

async function started(): Promise<Count> {
  aws = await startLocalAws(STATE, await virtualEnvironment(STATE), 0);
  return { passed: 1, failed: 0 };
}

/** Counted one by one; a runner that fails though every test held has failed once more. */
async function tests(): Promise<Count> {
  const report = `${aws.folder}/tests.json`;
  await mkdir(aws.folder, { recursive: true });
  await rm(report, { force: true });
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...only];
  const file = `${NODE_MODULES}/vitest/vitest.mjs`;
  const child = start(process.execPath, [file, ...args], { env: { ...process.env, ...awsSettings(aws.endpoint) } });
  const code = await ended(child);
  const counted = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = counted;
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

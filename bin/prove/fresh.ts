import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ended, run, start } from '../machine/child.ts';
import { atEnd } from '../machine/command.ts';
import { ROOT } from '../machine/environment.ts';
import { progress } from '../machine/progress.ts';

const exec = promisify(execFile);
const PATIENCE = 600;

/** Two fresh clones of what is committed: in one the platform stays up, in the other both commands run, twice in a row;
 *  all of it in a shell that holds another project's AWS settings. At the end nothing runs any more. */
export async function fresh(): Promise<void> {
  const folder = await mkdtemp(`${tmpdir()}/steady-fresh-`);
  atEnd((code) => (code === 0 ? rm(folder, { recursive: true, force: true }) : console.error(`see ${folder}`)));
  const env = await anothers(folder);
  const shell = (where: string, line: string) =>
    progress(`${where}: ${line}`, () =>
      run(line, 'sh', ['-c', line], { cwd: `${folder}/${where}`, env, log: `${folder}/${where}.log` }),
    );

  for (const where of ['beside', 'clone']) {
    await exec('git', ['clone', '--quiet', ROOT, `${folder}/${where}`]);
    await shell(where, 'npm ci');
  }
  const log = `${folder}/up.log`;
  const beside = start('npm', ['run', 'local'], { cwd: `${folder}/beside`, env, log });
  const api = await progress('beside: npm run local, up', () => isUp(log));
  for (const time of ['first', 'second']) {
    await progress(`clone: the ${time} time`, async () => {
      await shell('clone', 'npm ci && npm run local -- --once');
      await shell('clone', 'npm ci && npm test');
    });
  }
  const { status } = await fetch(`${api}/v1/notices`);
  if (status !== 401) throw new Error(`the copy beside answers ${status} and not 401`);
  await progress('beside: Ctrl-C', async () => {
    process.kill(-beside.pid!, 'SIGINT'); // to all in the foreground, as a terminal does
    await ended(beside);
  });
  await nobodyIn(folder);
}

async function isUp(log: string): Promise<string> {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    const said = await readFile(log, 'utf8').catch(() => '');
    if (said.includes('until Ctrl-C')) return said.match(/^API +(\S+)/m)![1]!;
    await setTimeout(1000);
  }
  throw new Error(`the copy beside does not come up: see ${log}`);
}

/** The shell of somebody who works on something else on AWS, with no Node but the machine's own in front. */
async function anothers(folder: string): Promise<NodeJS.ProcessEnv> {
  await writeFile(
    `${folder}/config`,
    '[profile another]\nregion = eu-north-1\nsso_session = another\nrole_arn = none\n',
  );
  await writeFile(`${folder}/credentials`, '[another]\naws_access_key_id = ANOTHER\naws_secret_access_key = ANOTHER\n');
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|AWS_)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    PATH: (process.env['PATH'] ?? '')
      .split(delimiter)
      .filter((path) => !path.includes('node_modules'))
      .join(delimiter),
    CI: 'true',
    AWS_PROFILE: 'another',
    AWS_CONFIG_FILE: `${folder}/config`,
    AWS_SHARED_CREDENTIALS_FILE: `${folder}/credentials`,
    AWS_ACCESS_KEY_ID: 'ANOTHER',
    AWS_SECRET_ACCESS_KEY: 'ANOTHER',
    AWS_SESSION_TOKEN: 'ANOTHER',
    AWS_REGION: 'eu-north-1',
    AWS_DEFAULT_REGION: 'eu-north-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9',
    CDK_DEFAULT_ACCOUNT: '999999999999',
    CDK_OUTDIR: `${folder}/anothers`,
    STAGE: 'prod',
  };
}

/** Whoever runs from the clones names them in their command line. */
async function nobodyIn(folder: string): Promise<void> {
  await setTimeout(2000);
  const { stdout } = await exec('ps', ['-eo', 'pid,args']);
  const left = stdout.split('\n').filter((line) => line.includes(folder));
  if (left.length > 0) throw new Error(`still there:\n${left.join('\n')}`);
  console.log('           nothing runs any more');
}

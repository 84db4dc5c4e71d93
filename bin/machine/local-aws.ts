import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ended, start, stop } from './child.ts';
import { atEnd, CannotGoOn } from './command.ts';
import { bare, NODE_MODULES, ROOT } from './environment.ts';
import { freePort } from './port.ts';

export interface LocalAws {
  readonly endpoint: string;
  /** What belongs to this run alone. */
  readonly folder: string;
  /** Whether it ends with us, and all that it knows. */
  readonly isOurs: boolean;
  /** Resolves when it ends, which it does not by itself. */
  readonly gone: Promise<unknown>;
  stop(): Promise<void>;
}

const PREFERRED = 4566;
const TRIES = 5;

/** Starts the local AWS on a free port, with a folder of its own in `state`. */
export async function startLocalAws(state: string, python: string, preferred = PREFERRED): Promise<LocalAws> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = await freePort(tries === 0 ? preferred : 0);
    const folder = await claimed(`${state}/run-${port}`);
    if (folder === undefined) continue;
    const child = await launched(folder, python, port);
    const endpoint = `http://127.0.0.1:${port}`;
    if (await answers(endpoint, child)) {
      return { endpoint, folder, isOurs: true, gone: ended(child), stop: () => stop(child) };
    }
    await stop(child); // somebody was faster on this port, or it is broken
  }
  throw new CannotGoOn(`The local AWS does not start: see ${state}/run-*/local-aws.log, then run this again.`);
}

/** The one that runs already at this address, if it is on this machine. */
export async function givenLocalAws(state: string, address: string): Promise<LocalAws> {
  const url = URL.parse(address);
  if (url?.protocol !== 'http:' || !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) {
    throw new CannotGoOn(`--endpoint ${address} is refused: give one on this machine, such as http://127.0.0.1:4566.`);
  }
  const endpoint = `http://${url.hostname === 'localhost' ? '127.0.0.1' : url.hostname}:${url.port || 80}`;
  if (!(await isUp(endpoint))) {
    throw new CannotGoOn(`No local AWS answers at ${endpoint}: start it there, or leave --endpoint out.`);
  }
  const folder = await claimed(`${state}/run-${url.port || 80}-given`);
  if (folder === undefined)
    throw new CannotGoOn(`Another run deploys to ${endpoint}: wait for it, then run this again.`);
  return { endpoint, folder, isOurs: false, gone: new Promise(() => {}), stop: async () => {} };
}

/** A folder is of one run at a time: what a run that has ended left in it is cleared away. */
async function claimed(folder: string): Promise<string | undefined> {
  await mkdir(dirname(folder), { recursive: true });
  const owner = `${folder}.pid`;
  const claim = () =>
    writeFile(owner, String(process.pid), { flag: 'wx' }).then(
      () => true,
      () => false,
    );
  if (!(await claim())) {
    const pid = Number(await readFile(owner, 'utf8').catch(() => ''));
    if (pid > 0 && isAlive(pid)) return undefined;
    await rm(owner, { force: true });
    if (!(await claim())) return undefined;
  }
  atEnd(async (code) => {
    if (code !== 1) await rm(folder, { recursive: true, force: true }); // else somebody wants to read why
    await rm(owner, { force: true });
  });
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function launched(folder: string, python: string, port: number): Promise<ChildProcess> {
  const tmp = `${folder}/tmp`;
  await mkdir(tmp, { recursive: true });
  await writeFile(`${tmp}/package.json`, '{}'); // functions unpacked there must not inherit our "type": "module"
  return start(python, [`${ROOT}bin/machine/local-aws.py`], {
    log: `${folder}/local-aws.log`,
    cwd: folder,
    stdin: 'pipe',
    env: {
      ...bare(folder, dirname(python)),
      NODE_PATH: NODE_MODULES,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      AUTH: 'true',
      MINISTACK_COGNITO_PRETOKEN_STRICT: '1',
      LAMBDA_ACCOUNT_CONCURRENCY: '60',
      LAMBDA_WARM_TTL_SECONDS: '60',
      LOG_LEVEL: 'WARNING',
      TMPDIR: tmp,
      STATE_DIR: `${folder}/state`,
    },
  });
}

async function answers(endpoint: string, child: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 300 && child.exitCode === null && child.pid !== undefined; tries += 1) {
    if (await isUp(endpoint)) return child.exitCode === null;
    await setTimeout(100);
  }
  return false;
}

const isUp = (endpoint: string) =>
  fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(3_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

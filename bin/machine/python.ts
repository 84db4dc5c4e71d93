import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { ended, start } from './child.ts';
import { CannotGoOn } from './command.ts';
import { ofMachine } from './environment.ts';
import { progress } from './progress.ts';

interface Environment {
  readonly name: string;
  readonly what: string;
  /** The packages, the one that matters first. */
  readonly pins: readonly string[];
  /** What can be imported where all of it is there. */
  readonly modules: string;
}

/** The local AWS, what verifies its tokens (without it every valid one is refused), and the SDK in the version they fit. */
const LOCAL_AWS: Environment = {
  name: 'venv',
  what: 'the local AWS',
  pins: ['ministack==1.5.33', 'cryptography==50.0.2', 'boto3==1.43.106'],
  modules: 'boto3, cryptography, hypercorn, ministack',
};
/** What knows how a template must be. */
export const LINTER: Environment = {
  name: 'venv-lint',
  what: 'the linter of templates',
  pins: ['cfn-lint==1.58.0'],
  modules: 'cfnlint',
};
const OLDEST = [3, 10] as const;
const NAMES = ['python3', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`), 'python'];
const exec = promisify(execFile);

/** A Python with all that we need; made in `folder` once, and anew when it is not whole or what we need has changed. */
export async function virtualEnvironment(folder: string, wanted = LOCAL_AWS): Promise<string> {
  const venv = `${folder}/${wanted.name}`;
  if (await isWhole(venv, wanted)) return `${venv}/bin/python`;
  const python = await suitable();
  return progress(`made a virtual environment with ${wanted.what}`, async () => {
    await mkdir(folder, { recursive: true });
    // Made beside its place and moved there whole: another start at the same time, or one broken off, disturbs nobody.
    const made = `${venv}-${process.pid}`;
    try {
      await filled(made, python, wanted, `${folder}/pip.log`);
      await writeFile(`${made}/pins`, wanted.pins.join('\n'));
      if (!(await isWhole(venv, wanted))) {
        await rm(venv, { recursive: true, force: true });
        await rename(made, venv).catch(async (error) => {
          if (!(await isWhole(venv, wanted))) throw error;
        });
      }
    } finally {
      await rm(made, { recursive: true, force: true });
    }
    return `${venv}/bin/python`;
  });
}

async function isWhole(venv: string, { pins, modules }: Environment): Promise<boolean> {
  const found = await readFile(`${venv}/pins`, 'utf8').catch(() => '');
  if (found !== pins.join('\n')) return false;
  return exec(`${venv}/bin/python`, ['-c', `import ${modules}`], { env: {} }).then(
    () => true,
    () => false,
  );
}

async function filled(venv: string, python: string, { pins }: Environment, log: string): Promise<void> {
  await rm(log, { force: true });
  const env = ofMachine();
  const made = await ended(start(python, ['-m', 'venv', venv], { env, log }));
  if (made !== 0 || !existsSync(`${venv}/bin/python`)) {
    throw new CannotGoOn(`${python} could not make a virtual environment: see why in ${log}, then run this again.`);
  }
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet', ...pins];
  if ((await ended(start(`${venv}/bin/python`, pip, { env, log }))) === 0) return;
  const said = (await readFile(log, 'utf8')).split('\n').filter((line) => line.startsWith('ERROR'));
  throw new CannotGoOn(
    `pip could not install ${pins[0]} (${said.at(-1) ?? 'no reason given'}): check the network and pip's settings, then run this again; all it said is in ${log}.`,
  );
}

/** The first Python on this machine that is new enough and can make a virtual environment. */
async function suitable(): Promise<string> {
  let why = 'was not found';
  for (const name of NAMES) {
    const found = await looked(name);
    if (found === undefined) continue;
    if (found === 'fine') return name;
    if (why === 'was not found') why = `${name} ${found}`;
  }
  if (why.includes('venv')) {
    throw new CannotGoOn(`${why}: install it (Debian and Ubuntu: apt install python3-venv), then run this again.`);
  }
  throw new CannotGoOn(
    `Python ${OLDEST.join('.')} or later is needed, and ${why}: install it together with its venv, then run this again.`,
  );
}

/** `fine`, or what it lacks; nothing where there is none of this name. */
async function looked(name: string): Promise<string | undefined> {
  const env = ofMachine();
  try {
    const { stdout } = await exec(name, ['-c', 'import sys; print(*sys.version_info[:2])'], { env });
    const [major = 0, minor = 0] = stdout.trim().split(' ').map(Number);
    if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) return `is ${major}.${minor}`;
  } catch {
    return undefined;
  }
  return exec(name, ['-c', 'import venv, ensurepip'], { env }).then(
    () => 'fine',
    () => 'has no venv',
  );
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from '../machine/environment.ts';

const exec = promisify(execFile);

/** Seconds that it took; when it fails, what it said. */
export async function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const began = performance.now();
  await exec(file, args, { env, cwd: ROOT });
  return (performance.now() - began) / 1000;
}

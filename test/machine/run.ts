import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { ROOT } from '../../bin/machine/environment.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  /** What it said to whoever is at the machine, a line each. */
  readonly said: readonly string[];
}

/** A command of ours, as npm runs it. */
export const ran = (args: readonly string[], env: NodeJS.ProcessEnv = process.env) =>
  new Promise<Ran>((done) => {
    execFile(process.execPath, ['-r', './bin/machine/node.cjs', ...args], { cwd: ROOT, env }, (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out, said: err.split('\n').filter((line) => line !== '') }),
    );
  });

/** A folder to find programs in, with a Python that answers as this shell script does. */
export async function onlyPython(folder: string, script: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/python3`, `#!/bin/sh\n${script}\n`);
  await chmod(`${folder}/python3`, 0o755);
  return folder;
}

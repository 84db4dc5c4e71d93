import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { atEnd } from './command.ts';
import { ROOT } from './environment.ts';

export interface Start {
  readonly env: NodeJS.ProcessEnv;
  /** Where its output goes: a file, or else to whoever runs the command. */
  readonly log?: string;
  readonly cwd?: string;
  /** Held open as long as we live. */
  readonly stdin?: 'pipe';
}

const PATIENCE = 3_000;

/** A program in a process group of its own, which ends with us, and everything that it started with it. */
export function start(file: string, args: readonly string[], { env, log, cwd = ROOT, stdin }: Start): ChildProcess {
  const out = log === undefined ? 'inherit' : openSync(log, 'a');
  const child = spawn(file, args, { env, cwd, stdio: [stdin ?? 'ignore', out, out], detached: true });
  child.on('error', () => {}); // `ended` tells
  atEnd(() => stop(child));
  return child;
}

export async function stop(child: ChildProcess): Promise<void> {
  signal(child, 'SIGTERM');
  if (isRunning(child)) await Promise.race([once(child, 'exit'), setTimeout(PATIENCE, undefined, { ref: false })]);
  signal(child, 'SIGKILL');
}

const isRunning = ({ pid, exitCode, signalCode }: ChildProcess) =>
  pid !== undefined && exitCode === null && signalCode === null;

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch {
    // nobody is left in the group
  }
}

/** Its exit code, once it has ended. */
export async function ended(child: ChildProcess): Promise<number> {
  if (child.pid === undefined) return 127;
  if (isRunning(child)) await once(child, 'exit');
  return child.exitCode ?? 1;
}

/** Runs a program to its end; one that fails shows what it said. */
export async function run(what: string, file: string, args: readonly string[], how: Start & { log: string }) {
  const code = await ended(start(file, args, how));
  if (code === 0) return;
  const said = await readFile(how.log, 'utf8').catch(() => '');
  throw new Error(
    `${what} failed with ${code}; all it said is in ${how.log}\n${said.split('\n').slice(-60).join('\n')}`,
  );
}

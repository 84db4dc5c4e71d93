import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../machine/environment.ts';
import { environment } from './environment.ts';

/** Runs a program of `bench/` in a process of its own, and answers what it tells. What it logs goes nowhere. */
export async function ask<Answer>(name: string, task: object, more: Settings = {}): Promise<Answer> {
  const program = fileURLToPath(new URL(`../../bench/${name}.ts`, import.meta.url));
  const child = fork(program, [JSON.stringify(task)], {
    env: { ...environment, ...more },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [answer] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`${name} ended early, with code ${code}`))),
  ]);
  return answer as Answer;
}

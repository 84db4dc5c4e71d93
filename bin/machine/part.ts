import { ended, start } from './child.ts';
import { NODE_MODULES, type Settings } from './environment.ts';
import { seconds } from './progress.ts';

/** How many held, and how many did not. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}
export type Part = readonly [name: string, run: () => Promise<Count>];

/** A program holds when it ends with 0. */
export async function program(file: string, args: readonly string[], env: Settings = {}): Promise<Count> {
  const code = await ended(start(file, args, { env: { ...process.env, ...env } }));
  return { passed: Number(code === 0), failed: Number(code !== 0) };
}
export const node = (file: string, args: readonly string[] = [], env: Settings = {}) =>
  program(process.execPath, [file, ...args], env);

/** A tool among the dependencies, by its file. */
export const tool = (file: string, args: readonly string[] = [], env: Settings = {}) =>
  node(`${NODE_MODULES}/${file}`, args, env);

/** Takes all parts in turn, whatever fails, and closes with how long each took and how much held. */
export async function inTurn(parts: readonly Part[]): Promise<number> {
  const times: string[] = [];
  const all = { passed: 0, failed: 0 };
  for (const [name, run] of parts) {
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
}

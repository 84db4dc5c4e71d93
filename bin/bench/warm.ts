import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import type { Task } from '../../bench/alternate.ts';
import { bundle, options } from '../bundle.ts';
import { SCRATCH } from './bundles.ts';
import { environment } from './environment.ts';
import { median, type Row, row } from './rows.ts';

/** Sealing off: what would be sealed is kept as it is. */
const unsealed: Plugin = {
  name: 'unsealed',
  setup({ onLoad, onResolve, resolve }) {
    onResolve({ filter: /(^\.|table)\/seal(\.ts)?$/ }, async ({ path, namespace, ...from }) => {
      if (namespace === 'unsealed') return undefined;
      const { path: sealing } = await resolve(path, { ...from, namespace: 'unsealed' });
      return { path: sealing, namespace: 'unsealed' };
    });
    onLoad({ filter: /.*/, namespace: 'unsealed' }, ({ path }) => ({
      resolveDir: '.',
      contents: `export * from ${JSON.stringify(path)};
        export const seal = async (person, place, value) => value;
        export const unseal = async (person, place, value) => value;`,
    }));
  },
};

/** Both in one process, the table answering from memory. */
export async function warm(): Promise<Row[]> {
  const inject = [fileURLToPath(new URL('../../bench/memory.ts', import.meta.url))];
  const outdir = `${SCRATCH}/warm`;
  await bundle({ ours: 'lambdas/cessation/log-craving.ts' }, outdir, {
    inject,
    plugins: [unsealed, ...options.plugins],
  });
  await bundle({ bare: 'bench/bare.ts' }, outdir, { inject, plugins: [] });
  const { ours = [], bare = [] } = await alternate({
    handlers: { ours: `${outdir}/ours/index.mjs`, bare: `${outdir}/bare/index.mjs` },
    people: 1,
    rounds: 200,
    calls: 50,
    unmeasured: 40,
  });
  return [
    row('a warm call of log-craving over bare, at the median', (median(ours) - median(bare)) * 1000, 'µs', 30),
    row('a warm call of bare, at the median', median(bare) * 1000, 'µs'),
  ];
}

/** What they log goes nowhere; every handler's times in the order of its calls. */
export async function alternate(task: Task, more: NodeJS.ProcessEnv = {}): Promise<Record<string, number[]>> {
  const program = fileURLToPath(new URL('../../bench/alternate.ts', import.meta.url));
  const child = fork(program, { env: { ...environment, ...more }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send(task);
  const [answer] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The calls ended early, with code ${code}`))),
  ]);
  return answer as Record<string, number[]>;
}

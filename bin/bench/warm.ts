import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { bundle, options } from '../bundle.ts';
import { alternate, logCraving } from './alternate.ts';
import { SCRATCH } from './bundles.ts';
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
    ...logCraving(),
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

import { rm, stat } from 'node:fs/promises';

import { entries, kebab, modules } from '../../lib/modules.ts';
import { bundle } from '../bundle.ts';
import { ROOT } from '../machine/environment.ts';
import { writeForty } from './forty.ts';
import { type Row, row } from './rows.ts';

export const SCRATCH = `${ROOT}.local/bench`;
export const MOST = 400; // kB of 1000 bytes

/** Where each bundle to be compared lies. */
export interface Bundles {
  readonly ours: string;
  readonly oursPlain: string;
  readonly forty: string;
  readonly bare: string;
  readonly express: string;
  readonly hono: string;
}

const ALL = `${SCRATCH}/all`;
/** As it is deployed. */
export const builtEntry = (entry: string) => `${ALL}/${entry}/index.mjs`;

/** Rivals take the options of the house, for these are anybody's, but none of its plugins. */
export async function makeBundles(): Promise<{ paths: Bundles; rows: Row[] }> {
  const began = performance.now();
  const { metafile } = await bundle(entries, ALL);
  const took = (performance.now() - began) / 1000;

  const ours = 'lambdas/cessation/log-craving.ts';
  const plain = { plugins: [] };
  const rivals = { bare: 'bench/bare.ts', express: 'bench/express.ts', hono: 'bench/hono.ts' };
  await bundle({ ours, forty: await writeForty(SCRATCH) }, `${SCRATCH}/tricks`);
  await bundle({ oursPlain: ours, ...rivals }, `${SCRATCH}/plain`, plain);
  await rm(`${SCRATCH}/lambdas`, { recursive: true });

  const paths: Bundles = {
    ours: `${SCRATCH}/tricks/ours/index.mjs`,
    oursPlain: `${SCRATCH}/plain/oursPlain/index.mjs`,
    forty: `${SCRATCH}/tricks/forty/index.mjs`,
    bare: `${SCRATCH}/plain/bare/index.mjs`,
    express: `${SCRATCH}/plain/express/index.mjs`,
    hono: `${SCRATCH}/plain/hono/index.mjs`,
  };
  const sizes = Object.fromEntries(
    Object.values(metafile.outputs).flatMap(({ entryPoint, bytes }) => (entryPoint ? [[entryPoint, bytes]] : [])),
  );
  const [largest, bytes] = largestEntry(sizes);
  const count = Object.keys(entries).length;
  return {
    paths,
    rows: [
      row(`bundle of ${largest}, the largest of the largest module`, bytes / 1000, 'kB', MOST),
      row('bundle of an entry in a module of 40 routes', (await sizeOf(paths.forty)) / 1000, 'kB', MOST),
      row('bundle of the bare handler', (await sizeOf(paths.bare)) / 1000, 'kB'),
      row(`bundling all ${count} entries in one call`, took, 's'),
    ],
  };
}

/** Of the module with the most entries, the route with the largest bundle. */
function largestEntry(sizes: Record<string, number>): [entry: string, bytes: number] {
  const count = ({ name: _, ...kinds }: (typeof modules)[number]) =>
    Object.values(kinds).reduce((sum, contracts) => sum + Object.keys(contracts).length, 0);
  const [module] = modules.toSorted((one, other) => count(other) - count(one));
  const bundles = Object.keys(module?.routes ?? {}).map((route): [string, number] => {
    const entry = `${module?.name}/${kebab(route)}`;
    return [entry, sizes[entries[entry]!]!];
  });
  return bundles.toSorted(([, one], [, other]) => other - one)[0]!;
}

const sizeOf = async (path: string) => (await stat(path)).size;

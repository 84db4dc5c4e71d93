import { rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { makeBundles, SCRATCH } from './bench/bundles.ts';
import { table } from './bench/rows.ts';
import { startUp } from './bench/start-up.ts';

const { values } = parseArgs({ options: { json: { type: 'string' } } });

try {
  const { paths, rows } = await makeBundles();
  rows.push(...startUp(paths));
  console.log(table(rows));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1;
} finally {
  await rm(SCRATCH, { recursive: true, force: true });
}

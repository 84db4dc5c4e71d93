import { rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { makeBundles, SCRATCH } from './bench/bundles.ts';
import { deploy } from './bench/deploy.ts';
import { localAws } from './bench/local-aws.ts';
import { table } from './bench/rows.ts';
import { startUp } from './bench/start-up.ts';
import { warm } from './bench/warm.ts';
import { wire } from './bench/wire.ts';

const { values } = parseArgs({ options: { json: { type: 'string' } } });

try {
  const { paths, rows } = await makeBundles();
  rows.push(...startUp(paths), ...(await warm()));
  const aws = await localAws(`${SCRATCH}/aws`);
  try {
    rows.push(...(await wire(paths, aws.endpoint)), ...(await deploy(aws.endpoint)));
  } finally {
    await aws.stop();
  }
  console.log(table(rows));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1;
} finally {
  await rm(SCRATCH, { recursive: true, force: true });
}

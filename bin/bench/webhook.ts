import { fileURLToPath } from 'node:url';
import type { Task } from '../../bench/webhook.ts';
import { bundle } from '../bundle.ts';
import { ask } from './ask.ts';
import { MOST, SCRATCH } from './bundles.ts';
import { exactly, median, type Row, row } from './rows.ts';

const inject = [
  new URL('../../bench/memory.ts', import.meta.url),
  new URL('../../bench/parameters.ts', import.meta.url),
].map((file) => fileURLToPath(file));

/** The entry that hears what Stripe tells, the table and the parameters answering from memory. */
export async function webhook(): Promise<Row[]> {
  const entry = 'lambdas/payments/hear-stripe.ts';
  const { metafile } = await bundle({ deployed: entry }, `${SCRATCH}/webhook`);
  const { bytes, inputs } = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined)!;
  const ofStripe = Object.entries(inputs)
    .filter(([file]) => file.includes('node_modules/stripe/'))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);

  await bundle({ warm: entry }, `${SCRATCH}/webhook`, { inject });
  const path = `${SCRATCH}/webhook/warm/index.mjs`;
  const task: Task = { path, calls: 10_000, unmeasured: 2_000 };
  const settings = { GATEWAYS: '/bench/gateways', SIGNS_WITH: 'whsec_of_the_bench' };
  const times = await ask<number[]>('webhook', task, settings);
  return [
    row('bundle of hear-stripe, which only verifies', bytes / 1000, 'kB', MOST),
    exactly('of that, Stripe’s package', ofStripe / 1000, 'kB', 0),
    row('a warm call of hear-stripe, at the median', median(times) * 1000, 'µs'),
  ];
}

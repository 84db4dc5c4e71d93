import { rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { makeBundles, SCRATCH } from './bench/bundles.ts';
import { dailyLog } from './bench/daily-log.ts';
import { deployment } from './bench/deploy.ts';
import { night } from './bench/night.ts';
import { table } from './bench/rows.ts';
import { startUp } from './bench/start-up.ts';
import { summary } from './bench/summary.ts';
import { warm } from './bench/warm.ts';
import { webhook } from './bench/webhook.ts';
import { wire } from './bench/wire.ts';
import { atEnd, command } from './machine/command.ts';
import { ROOT } from './machine/environment.ts';
import { givenLocalAws, startLocalAws } from './machine/local-aws.ts';
import { progress } from './machine/progress.ts';
import { virtualEnvironment } from './machine/python.ts';

const given = process.env['AWS_ENDPOINT_URL'];

/** What is measured, each beside its goal; a goal that is missed fails it. */
await command(async () => {
  const { values } = parseArgs({ options: { json: { type: 'string' } } });
  atEnd(() => rm(SCRATCH, { recursive: true, force: true }));
  const { paths, rows } = await progress('bundled', makeBundles);
  rows.push(...(await progress('started every bundle in turn', async () => startUp(paths))));
  rows.push(...(await progress('called two of them in turn', warm)));
  rows.push(...(await progress('told one what Stripe tells', webhook)));
  const aws =
    given === undefined
      ? await startLocalAws(SCRATCH, await virtualEnvironment(`${ROOT}.local`))
      : await givenLocalAws(SCRATCH, given);
  process.env['AWS_ENDPOINT_URL'] = aws.endpoint;
  rows.push(...(await progress('called them on the wire', () => wire(paths, aws.endpoint))));
  rows.push(...(await progress('asked for summaries', () => summary(aws.endpoint))));
  rows.push(...(await progress('logged a day', () => dailyLog(aws.endpoint))));
  rows.push(...(await progress('closed the days of 1,000 and of 20,000', () => night(aws.endpoint))));
  rows.push(...(await progress('deployed', () => deployment(aws))));
  console.log(`\n${table(rows)}`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  return rows.every(({ ok }) => ok) ? 0 : 1;
});

import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { Bundles } from './bundles.ts';
import { environment as env } from './environment.ts';
import { ahead, type Row, ratio, row } from './rows.ts';

const ROUNDS = 25;

interface Start {
  /** Of the import alone, and of the process from its start to its end; in milliseconds. */
  readonly load: number;
  readonly whole: number;
}

export function startUp(paths: Bundles): Row[] {
  const starts = Object.fromEntries(Object.keys(paths).map((name) => [name, [] as Start[]]));
  for (const path of Object.values(paths)) start(path); // once unmeasured, to have them in the disk's cache
  for (let round = 0; round < ROUNDS; round += 1) {
    const turn = Object.entries(paths);
    for (const [name, path] of round % 2 === 0 ? turn : turn.reverse()) starts[name]!.push(start(path));
  }
  const over = (name: keyof Bundles, other: keyof Bundles, what: keyof Start = 'load') =>
    ratio(
      starts[name]!.map((each) => each[what]),
      starts[other]!.map((each) => each[what]),
    );
  return [
    row('start-up of log-craving over bare', over('ours', 'bare'), '×', 0.9),
    row('start-up of log-craving without our plugins over bare', over('oursPlain', 'bare'), '×', 1.3),
    ahead('start-up of log-craving over Express', over('ours', 'express')),
    ahead('start-up of log-craving over Hono', over('ours', 'hono')),
    row('start-up of an entry of 40 routes over bare', over('forty', 'bare'), '×', 0.9),
    row('the whole process of log-craving over bare', over('ours', 'bare', 'whole'), '×'),
  ];
}

function start(path: string): Start {
  const program = `const began = performance.now(); await import(${JSON.stringify(pathToFileURL(path).href)}); console.log(performance.now() - began)`;
  const began = performance.now();
  const load = Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { env, encoding: 'utf8' }),
  );
  return { load, whole: performance.now() - began };
}

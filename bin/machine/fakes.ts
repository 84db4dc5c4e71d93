import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { start, stop } from './child.ts';
import { CannotGoOn } from './command.ts';
import { bare, ROOT } from './environment.ts';
import type { LocalAws } from './local-aws.ts';
import { freePort } from './port.ts';

/** The gateways that the fakes stand in for. */
export const TITLES = { stripe: 'Stripe', paypal: 'PayPal', kaspi: 'Kaspi' } as const;
export type Name = keyof typeof TITLES;
export const NAMES = Object.keys(TITLES) as Name[];
/** Where each is. */
export type At = { readonly [N in Name]?: string | undefined };

const TRIES = 5;

/** Starts these fakes, each on the port that it had before, if nobody else has it. A local AWS that was there before us has
 *  payments that they must know again. */
export async function startFakes({ folder, isOurs }: LocalAws, names: readonly Name[], before: At) {
  const log = `${folder}/fakes.log`;
  const own: Record<string, string> = {};
  for (const name of isOurs ? [] : names) {
    const keptIn = `${folder}.${name}-fake.jsonl`;
    if (before[name] === undefined) await rm(keptIn, { force: true });
    own[`${name.toUpperCase()}_FAKE_KEPT_IN`] = keptIn;
  }
  for (let tries = 0; tries < TRIES; tries += 1) {
    const at: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const was = tries === 0 ? before[name] : undefined;
      const port = await freePort(was === undefined ? 0 : Number(new URL(was).port));
      at[name] = `http://127.0.0.1:${port}`;
      own[`${name.toUpperCase()}_FAKE_PORT`] = String(port);
    }
    const env = { ...bare(folder), FAKES_END_WITH_INPUT: 'yes', ...own };
    const child = start(process.execPath, [`${ROOT}fakes/main.ts`, ...names], { log, stdin: 'pipe', env });
    if (await areUp(at, child)) return { at, child };
    await stop(child); // somebody was faster on a port, or one is broken
  }
  throw new CannotGoOn(`The fakes of the gateways do not start: see ${log}, then run this again.`);
}

async function areUp(at: Readonly<Record<string, string>>, child: ChildProcess): Promise<boolean> {
  for (let waits = 0; waits < 100 && child.pid !== undefined && child.exitCode === null; waits += 1) {
    const up = await Promise.all(Object.entries(at).map(([name, url]) => isUp(name, url)));
    if (up.every(Boolean)) return true;
    await setTimeout(100);
  }
  return false;
}

const isUp = (name: string, url: string) =>
  fetch(`${url}/fake/clock`, { signal: AbortSignal.timeout(3_000) }).then(
    ({ headers }) => headers.get('x-fake') === name,
    () => false,
  );

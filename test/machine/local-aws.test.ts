import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ROOT } from '../../bin/machine/environment.ts';
import { startLocalAws } from '../../bin/machine/local-aws.ts';
import { virtualEnvironment } from '../../bin/machine/python.ts';

let folder: string;
let python: string;
let taken: Server;
let port: number;
beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/steady-aws-`);
  python = await virtualEnvironment(`${ROOT}.local`);
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  port = (taken.address() as AddressInfo).port;
}, 120_000);
afterAll(async () => {
  taken.close();
  await rm(folder, { recursive: true, force: true });
});

const isUp = (endpoint: string) =>
  fetch(`${endpoint}/_ministack/health`).then(
    ({ ok }) => ok,
    () => false,
  );

it('passes over a port that somebody has, and ends when it is told to', async () => {
  const aws = await startLocalAws(folder, python, port);
  expect(aws.endpoint).not.toContain(`:${port}`);
  expect(await isUp(aws.endpoint)).toBe(true);
  await aws.stop();
  expect(await isUp(aws.endpoint)).toBe(false);
});

it('two runs at once have a port and a folder each', async () => {
  const both = await Promise.all([startLocalAws(folder, python), startLocalAws(folder, python)]);
  expect(new Set(both.flatMap(({ endpoint, folder }) => [endpoint, folder])).size).toBe(4);
  expect(await Promise.all(both.map(({ endpoint }) => isUp(endpoint)))).toEqual([true, true]);
  await Promise.all(both.map(({ stop }) => stop()));
});

it('ends with whoever started it, even one that had no time to say so', async () => {
  const starter = `import { startLocalAws } from '${ROOT}bin/machine/local-aws.ts';
    const { endpoint } = await startLocalAws('${folder}', '${python}', 0);
    console.log(endpoint);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', starter], { cwd: ROOT });
  const [said] = await once(child.stdout, 'data');
  const endpoint = String(said).trim();
  expect(await isUp(endpoint)).toBe(true);
  child.kill('SIGKILL');
  await vi.waitFor(async () => expect(await isUp(endpoint)).toBe(false), { timeout: 5_000 });
});

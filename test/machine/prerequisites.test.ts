import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { devNull, tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onlyPython, ran } from './run.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/steady-machine-`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const local = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  ran(['bin/local.ts', '--once', '--state', `${folder}/state`, ...args], { ...process.env, ...env });

it.each([
  ['no Python at all', ':', 'Python 3.10 or later is needed, and was not found: install it'],
  ['an old Python', 'echo 3 9', 'Python 3.10 or later is needed, and python3 is 3.9: install it'],
  ['a Python without venv', 'case "$2" in *version*) echo 3 12;; *) exit 1;; esac', 'python3 has no venv: install it'],
])('says of %s what to do, in one line', async (what, script, line) => {
  const PATH = what === 'no Python at all' ? `${folder}/empty` : await onlyPython(`${folder}/${what}`, script);
  const { code, out, said } = await local({ PATH });
  expect({ code, out, said }).toEqual({ code: 1, out: '', said: [expect.stringContaining(line)] });
  expect(said[0]).toMatch(/then run this again\.$/);
});

it('says that pip reaches no network, and leaves no half of an environment', async () => {
  const { code, out, said } = await local({
    PIP_CONFIG_FILE: devNull,
    PIP_INDEX_URL: 'http://127.0.0.1:1/simple',
    PIP_EXTRA_INDEX_URL: '',
    PIP_FIND_LINKS: '',
    PIP_RETRIES: '0',
  });
  expect({ code, out, said }).toEqual({
    code: 1,
    out: '',
    said: [
      expect.stringMatching(/^pip could not install ministack==.*: check the network and pip's settings, then run/),
    ],
  });
  expect(await readdir(`${folder}/state`)).toEqual(['pip.log']);
}, 60_000);

it.each([
  'http://10.0.0.1:4566',
  'http://127.0.0.1.example.com:4566',
  'http://localhost@example.com',
  'https://dynamodb.us-east-1.amazonaws.com',
  'somewhere',
])('refuses to work on %s', async (address) => {
  const { code, out, said } = await local({}, '--endpoint', address);
  expect({ code, out, said }).toEqual({
    code: 1,
    out: '',
    said: [`--endpoint ${address} is refused: give one on this machine, such as http://127.0.0.1:4566.`],
  });
});

it('says that nothing answers at an endpoint', async () => {
  const { code, out, said } = await local({}, '--endpoint', `http://127.0.0.1:${await closedPort()}`);
  expect({ code, out, said }).toEqual({ code: 1, out: '', said: [expect.stringMatching(/^No local AWS answers at /)] });
});

it('says what there is when it is asked for what there is not', async () => {
  const { code, out, said } = await local({}, '--twice');
  expect({ code, out, said }).toEqual({
    code: 1,
    out: '',
    said: [expect.stringMatching(/there is --once, --endpoint/)],
  });
});

const closedPort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

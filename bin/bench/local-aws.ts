import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { run } from './run.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const VENV = `${ROOT}.local/venv`;

export interface LocalAws {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** One of our own, or the one that AWS_ENDPOINT_URL names, which is left running. */
export async function localAws(folder: string): Promise<LocalAws> {
  const given = process.env['AWS_ENDPOINT_URL'];
  if (given !== undefined) return { endpoint: given, stop: async () => {} };
  if (!existsSync(`${VENV}/bin/ministack`)) {
    await run('python3', ['-m', 'venv', VENV]);
    await run(`${VENV}/bin/pip`, ['-q', 'install', 'ministack==1.5.33', 'cryptography', 'boto3==1.43.106']);
  }
  const port = await freePort();
  const tmp = `${folder}/tmp`;
  await mkdir(tmp, { recursive: true });
  await writeFile(`${tmp}/package.json`, '{}'); // functions unpacked there must not inherit our "type": "module"
  const child = spawn(`${VENV}/bin/ministack`, {
    stdio: 'ignore',
    env: {
      HOME: folder,
      LANG: 'C.UTF-8',
      PATH: `${ROOT}node_modules/node/bin:${VENV}/bin:/usr/bin:/bin`,
      NODE_PATH: `${ROOT}node_modules`,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      AUTH: 'true',
      MINISTACK_COGNITO_PRETOKEN_STRICT: '1',
      LAMBDA_ACCOUNT_CONCURRENCY: '60',
      LAMBDA_WARM_TTL_SECONDS: '60',
      LOG_LEVEL: 'WARNING',
      TMPDIR: tmp,
      STATE_DIR: `${folder}/state`,
    },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null && child.kill()) await once(child, 'exit');
  };
  for (let tries = 0; tries < 100; tries += 1) {
    const up = await fetch(`${endpoint}/_ministack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return { endpoint, stop };
    await setTimeout(100);
  }
  await stop();
  throw new Error('The local AWS does not start');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free');
  return address.port;
}

import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const NODE_MODULES = `${ROOT}node_modules`;

export type Settings = Readonly<Record<string, string>>;

/** All that a program is told of AWS, so that it reaches the one on this machine and no other. */
export const awsSettings = (endpoint?: string): Settings => ({
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  ...(endpoint !== undefined && { AWS_ENDPOINT_URL: endpoint }),
});

const OF_OTHERS = /^(AWS|CDK|STAGE$|NODE_USE_ENV_PROXY$|NODE_PATH$)/;

/** Another project's settings, which the shell may hold, lead nowhere from here on. */
export function forgetAws(): void {
  for (const name of Object.keys(process.env)) if (OF_OTHERS.test(name)) delete process.env[name];
  Object.assign(process.env, awsSettings());
}

/** For programs that must not take anything from the surrounding shell. */
export const bare = (home: string, ...paths: string[]): Settings => ({
  HOME: home,
  LANG: 'C.UTF-8',
  PATH: [dirname(process.execPath), ...paths, '/usr/bin', '/bin'].join(':'),
});

/** For pip, which needs the machine's own settings of proxies, certificates and indexes. */
export const ofMachine = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(AWS_|PYTHON|VIRTUAL_ENV$|PIP_(USER|TARGET|PREFIX|ROOT)$)/.test(name),
    ),
  );

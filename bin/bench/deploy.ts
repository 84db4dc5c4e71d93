import { fileURLToPath } from 'node:url';
import { SCRATCH } from './bundles.ts';
import { environment } from './environment.ts';
import { type Row, row } from './rows.ts';
import { run } from './run.ts';

const CDK = fileURLToPath(new URL('../../node_modules/.bin/cdk', import.meta.url));
const PYTHON = fileURLToPath(new URL('../../.local/venv/bin/python', import.meta.url));
const assembly = `${SCRATCH}/cdk.out`;

/** All stacks of the stage `local`: what is written, then deployed where nothing was. */
export async function deploy(endpoint: string): Promise<Row[]> {
  const env = {
    ...environment,
    AWS_ENDPOINT_URL: endpoint,
    AWS_DEFAULT_REGION: environment.AWS_REGION,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    CDK_VALIDATION: 'false',
    STAGE: 'local',
  };
  const synth = await run(CDK, ['synth', '--quiet', '--output', assembly], env);
  const bucket = `import boto3; boto3.client('s3', endpoint_url='${endpoint}').create_bucket(Bucket='assets')`;
  await run(PYTHON, ['-c', bucket], env); // in place of a bootstrap
  const choices = ['--require-approval', 'never', '--concurrency', '4', '--method', 'direct'];
  const up = await run(CDK, ['deploy', '--all', '--app', assembly, ...choices], env);
  return [
    row('synth of the stage local, its bundling included', synth, 's'),
    row('local deploy of what was synthesised, from nothing', up, 's'),
  ];
}

import { deploy } from '../machine/deploy.ts';
import { awsSettings, bare, NODE_MODULES } from '../machine/environment.ts';
import type { LocalAws } from '../machine/local-aws.ts';
import { SCRATCH } from './bundles.ts';
import { type Row, row } from './rows.ts';
import { run } from './run.ts';

/** All stacks of the stage `local`: first only written, then brought up as `npm run local` does. */
export async function deployment(aws: LocalAws): Promise<Row[]> {
  const cdk = `${NODE_MODULES}/aws-cdk/bin/cdk`;
  const synth = await run(process.execPath, [cdk, 'synth', '--quiet', '--output', `${SCRATCH}/cdk.out`], {
    ...bare(SCRATCH),
    ...awsSettings(),
    STAGE: 'local',
    DIST: `${SCRATCH}/dist`,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    CDK_VALIDATION: 'false',
  });
  const began = performance.now();
  await deploy(aws);
  return [
    row('synth of the stage local, with its bundling', synth, 's'),
    row('local deploy, with its bundling and synth', (performance.now() - began) / 1000, 's'),
  ];
}

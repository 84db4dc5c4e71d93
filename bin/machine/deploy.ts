import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BucketAlreadyOwnedByYou, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { stages } from '../../lib/stages.ts';
import { run } from './child.ts';
import { type Deployed, deployedAt } from './deployed.ts';
import { awsSettings, bare, NODE_MODULES } from './environment.ts';
import type { LocalAws } from './local-aws.ts';
import { mend } from './mend.ts';

/** Bundles, synthesises and deploys all stacks of the stage `local`, from the very templates that would go to AWS. */
export async function deploy({ endpoint, folder }: LocalAws): Promise<Deployed> {
  await assetsBucket(endpoint);
  const [templates, outputs] = [`${folder}/cdk.out`, `${folder}/outputs.json`];
  await run(
    'cdk deploy',
    process.execPath,
    [
      ...`${NODE_MODULES}/aws-cdk/bin/cdk deploy --all --method direct`.split(' '),
      '--require-approval',
      'never',
      '--concurrency',
      '4',
      '--output',
      templates,
      '--outputs-file',
      outputs,
    ],
    {
      log: `${folder}/deploy.log`,
      env: {
        ...bare(dirname(folder)),
        ...awsSettings(endpoint),
        STAGE: 'local',
        DIST: `${folder}/dist`,
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CDK_DISABLE_VERSION_CHECK: '1',
        CDK_VALIDATION: 'false',
      },
    },
  );
  const deployed = deployedAt(endpoint, stages.local.web, JSON.parse(await readFile(outputs, 'utf8')));
  await mend(deployed, templates);
  return deployed;
}

/** All of a `cdk bootstrap` that the local AWS needs. */
async function assetsBucket(endpoint: string): Promise<void> {
  const s3 = new S3Client({ endpoint, forcePathStyle: true });
  try {
    await s3.send(new CreateBucketCommand({ Bucket: 'assets' }));
  } catch (error) {
    if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
  }
}

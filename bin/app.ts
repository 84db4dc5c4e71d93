import { App, CliCredentialsStackSynthesizer, type IReusableStackSynthesizer, Validations } from 'aws-cdk-lib';
import { DIST } from '../lib/constructs/use-case.ts';
import { entries } from '../lib/modules.ts';
import { platform } from '../lib/platform.ts';
import { type Stage, stages } from '../lib/stages.ts';
import { bundle } from './bundle.ts';

const name = process.env['STAGE'] ?? 'local';
if (!(name in stages)) throw new Error(`STAGE is one of ${Object.keys(stages).join(', ')}, and not ${name}`);
const stage = stages[name as Stage['name']];

await bundle(entries, DIST);
// The local AWS needs a bucket, and nothing else of what `cdk bootstrap` makes. (The type: an optional property of the CDK.)
const synthesizer = new CliCredentialsStackSynthesizer({ fileAssetsBucketName: 'assets' }) as IReusableStackSynthesizer;
const app = new App(stage.isLocal ? { defaultStackSynthesizer: synthesizer } : {});
platform(app, stage);

if (process.env['NAG']) {
  const { AwsSolutionsChecks, ServerlessChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app, { verbose: true }),
    new ServerlessChecks(app, { verbose: true }),
  );
}

import { App, CliCredentialsStackSynthesizer, type IReusableStackSynthesizer, Tags, Validations } from 'aws-cdk-lib';
import { DIST } from '../lib/constructs/use-case.ts';
import { entries, modules } from '../lib/modules.ts';
import { ApiStack } from '../lib/stacks/api.ts';
import { DataStack } from '../lib/stacks/data.ts';
import { EventsStack } from '../lib/stacks/events.ts';
import { ModuleStack } from '../lib/stacks/module.ts';
import { UsersStack } from '../lib/stacks/users.ts';
import { type Stage, stages } from '../lib/stages.ts';
import { bundle } from './bundle.ts';

await bundle(entries, DIST);

const name = (process.env['STAGE'] ?? 'local') as Stage['name'];
const stage = stages[name];
// The local AWS needs a bucket, and nothing else of what `cdk bootstrap` makes. (The type: an optional property of the CDK.)
const synthesizer = new CliCredentialsStackSynthesizer({ fileAssetsBucketName: 'assets' }) as IReusableStackSynthesizer;
const app = new App(stage.isLocal ? { defaultStackSynthesizer: synthesizer } : {});
const env = { account: stage.account, region: stage.region };
const id = (stack: string) => `steady-${stage.name}-${stack}`;

const data = new DataStack(app, id('data'), { env, stage });
const users = new UsersStack(app, id('users'), { env, stage });
const api = new ApiStack(app, id('api'), { env, stage, data, users });
const events = new EventsStack(app, id('events'), { env, stage, data });
for (const module of modules) new ModuleStack(app, id(module.name), { env, stage, data, api, events, module });
Tags.of(app).add('stage', stage.name);

if (process.env['NAG']) {
  const { AwsSolutionsChecks, ServerlessChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app, { verbose: true }),
    new ServerlessChecks(app, { verbose: true }),
  );
}

import { type App, Tags } from 'aws-cdk-lib';
import { type Module, modules as ours } from './modules.ts';
import { ApiStack } from './stacks/api.ts';
import { DataStack } from './stacks/data.ts';
import { EventsStack } from './stacks/events.ts';
import { ModuleStack } from './stacks/module.ts';
import { UsersStack } from './stacks/users.ts';
import { WatchStack } from './stacks/watch.ts';
import { named, type Stage } from './stages.ts';

/** All stacks of a stage. */
export function platform(app: App, stage: Stage, all: readonly Module[] = ours): void {
  const modules = all.filter(({ only = stage.name }) => only === stage.name);
  const env = { account: stage.account, region: stage.region };
  const of = (stack: string) => [app, named(stage, stack)] as const;
  const data = new DataStack(...of('data'), { env, stage });
  const users = new UsersStack(...of('users'), { env, stage, data, modules });
  const api = new ApiStack(...of('api'), { env, stage, data, users });
  const events = new EventsStack(...of('events'), { env, stage, data });
  const ground = { stage, data, users, api, events, modules };
  for (const module of modules) new ModuleStack(...of(module.name), { env, module, ground });
  new WatchStack(...of('watch'), { env, ground });
  Tags.of(app).add('stage', stage.name);
}

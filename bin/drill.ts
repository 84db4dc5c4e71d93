import { parseArgs } from 'node:util';
import { keyAlias, named, type Stage, stages } from '../lib/stages.ts';

/* The restore drill (docs/runbook.md): does a backup of the items come back whole, and does nothing come back that was
 * erased? `--stage`, or `--endpoint` of a local AWS; `--table` looks at one that is restored already, and leaves it. */

const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'local' },
    endpoint: { type: 'string' },
    items: { type: 'string' },
    keys: { type: 'string' },
    table: { type: 'string' },
  },
});
const stage = stages[values.stage as Stage['name']];
if (!stage) throw new Error(`--stage is one of ${Object.keys(stages).join(', ')}`);

const { env } = process;
env['AWS_REGION'] = stage.region;
env['TABLE'] = values.items ?? named(stage, 'items');
env['KEYS_TABLE'] = values.keys ?? named(stage, 'keys');
env['KMS_KEY'] ??= keyAlias(stage);
if (stage.isLocal) {
  env['AWS_ENDPOINT_URL'] = values.endpoint ?? 'http://127.0.0.1:4566';
  Object.assign(env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
}

// Only now: whom they talk to is settled when they are loaded.
const { drill, lookAt } = await import('./drill/drill.ts');

const seen = values.table === undefined ? await drill(console.log) : await lookAt(values.table);
console.log(
  `${seen.items} items: ${
    Object.entries(seen.kinds)
      .map(([kind, count]) => `${count} ${kind}`)
      .sort()
      .join(', ') || 'none'
  }`,
);
console.log(`${seen.erasures} erasures run again: ${seen.erasedItems} items went`);
for (const [breach, count] of Object.entries(seen.breaches)) console.log(`BREACH ${count}×: ${breach}`);
const holds = Object.keys(seen.breaches).length === 0;
console.log(holds ? 'The laws hold on the restored table.' : 'The restored table is not as it must be.');
process.exitCode = holds ? 0 : 1;

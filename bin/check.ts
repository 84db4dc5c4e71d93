import { parseArgs } from 'node:util';
import { named, type Stage, stages } from '../lib/stages.ts';

/* `npm run check:ledger`: works every balance of a table out again from its lines, and says what differs. `--stage`, or
 * `--endpoint` of a local AWS; `--table` names another table, a restored one say. */

const { values } = parseArgs({
  options: { stage: { type: 'string', default: 'local' }, endpoint: { type: 'string' }, table: { type: 'string' } },
});
const stage = stages[values.stage as Stage['name']];
if (!stage) throw new Error(`--stage is one of ${Object.keys(stages).join(', ')}`);

const { env } = process;
env['AWS_REGION'] = stage.region;
if (stage.isLocal) {
  env['AWS_ENDPOINT_URL'] = values.endpoint ?? 'http://127.0.0.1:4566';
  Object.assign(env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
}

// Only now: whom they talk to is settled when they are loaded.
const [{ rowsOf }, { checked }] = await Promise.all([import('./drill/copy.ts'), import('./check/ledger.ts')]);

const rows = [];
for await (const row of rowsOf(values.table ?? named(stage, 'items'))) rows.push(row);
const { balances, entries, differences } = checked(rows);
for (const [account, balance] of Object.entries(balances)) console.log(`${String(balance).padStart(14)}  ${account}`);
for (const difference of differences) console.log(`DIFFERS: ${difference}`);
console.log(
  differences.length === 0
    ? `${entries} entries, each balanced, each as its payment says. All of them sum to zero.`
    : `${differences.length} differences in ${entries} entries.`,
);
process.exitCode = differences.length === 0 ? 0 : 1;

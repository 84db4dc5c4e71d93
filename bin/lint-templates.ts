import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/* Synthesises the stages that go to AWS and has every template of theirs linted: `node bin/lint-templates.ts [cfn-lint]`.
 * W3005 is the CDK's doing: it names a dependency that a reference says already. */

const [linter = '.local/venv/bin/cfn-lint'] = process.argv.slice(2);
const quick = { CDK_VALIDATION: 'false', CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_DISABLE_VERSION_CHECK: '1' };

/** Says what a command said only if it failed. */
function run(command: string, args: readonly string[], env = {}): void {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, ...quick, ...env },
  });
  if (error) throw new Error(`${command} does not start: ${error.message}`);
  if (status === 0) return;
  console.error(`${stdout}${stderr}`);
  throw new Error(`${command} ended with ${status}`);
}

const out = mkdtempSync(join(tmpdir(), 'templates-'));
try {
  const templates = ['dev', 'prod'].flatMap((stage) => {
    const to = join(out, stage);
    run('cdk', ['synth', '--quiet', '--output', to], { STAGE: stage });
    const files = readdirSync(to).filter((file) => file.endsWith('.template.json'));
    return files.map((file) => join(to, file));
  });
  run(linter, ['--ignore-checks', 'W3005', '--', ...templates]);
  console.log(`cfn-lint has nothing to say of ${templates.length} templates of dev and prod`);
} finally {
  rmSync(out, { recursive: true, force: true });
}

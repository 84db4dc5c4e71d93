import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/* Synthesises the stages that go to AWS and has every template of theirs linted: `node bin/lint-templates.ts [cfn-lint]`.
 * W3005 is the CDK's doing: it names a dependency that a reference says already. */

const [linter = '.local/venv/bin/cfn-lint'] = process.argv.slice(2);
const out = mkdtempSync(join(tmpdir(), 'templates-'));
try {
  const templates = ['dev', 'prod'].flatMap((stage) => {
    const to = join(out, stage);
    execFileSync('cdk', ['synth', '--quiet', '--output', to], {
      stdio: 'pipe', // what the CDK says is shown only if it fails
      env: {
        ...process.env,
        STAGE: stage,
        CDK_VALIDATION: 'false',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CDK_DISABLE_VERSION_CHECK: '1',
      },
    });
    return readdirSync(to)
      .filter((file) => file.endsWith('.template.json'))
      .map((file) => join(to, file));
  });
  const { status, error } = spawnSync(linter, ['--ignore-checks', 'W3005', '--', ...templates], { stdio: 'inherit' });
  if (error) throw error;
  console.log(
    `cfn-lint: ${templates.length} templates of dev and prod, ${status === 0 ? 'nothing to say' : 'see above'}`,
  );
  process.exitCode = status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}

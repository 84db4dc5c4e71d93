import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { App, CliCredentialsStackSynthesizer, type IReusableStackSynthesizer, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { entries, entriesOf, type Module, modules as ours } from '#lib/modules';
import { platform } from '#lib/platform';
import { type Stage, stages } from '#lib/stages';
import { bundle } from '../../bin/bundle.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, any>;
  readonly DeletionPolicy?: string;
}
export type Template = Readonly<Record<string, Resource>>;

export interface Synthesised {
  readonly stage: Stage;
  /** The resources of each stack, by the stack's short name. */
  readonly stacks: Readonly<Record<string, Template>>;
  /** What nobody acknowledged; why the rest is let stand; and what is acknowledged for nothing. */
  readonly findings: readonly string[];
  readonly reasons: readonly string[];
  readonly idle: readonly string[];
}

const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));
await bundle(entries);

/** A made-up entry has no code: an empty bundle will do. */
function standIn(bundle: string): void {
  const place = new URL(`../../dist/${bundle}/`, import.meta.url);
  if (existsSync(new URL('index.mjs', place))) return;
  mkdirSync(place, { recursive: true });
  writeFileSync(new URL('index.mjs', place), '');
}

/** A stage as it would be deployed, and what the rules say against it. */
export function synthesised(name: Stage['name'], modules: readonly Module[] = ours): Synthesised {
  const stage = stages[name];
  const outdir = mkdtempSync(`${tmpdir()}/synth-`);
  const assets = { fileAssetsBucketName: 'assets' };
  const app = new App({
    context,
    outdir,
    defaultStackSynthesizer: new CliCredentialsStackSynthesizer(assets) as IReusableStackSynthesizer,
  });
  for (const { bundle } of modules.flatMap(entriesOf)) standIn(bundle);
  platform(app, stage, modules);
  const { stacks } = app.synth();
  return {
    stage,
    stacks: Object.fromEntries(
      stacks.map(({ stackName, template }) => [stackName.replace(`steady-${name}-`, ''), template.Resources]),
    ),
    ...judged(app),
  };
}

/** What both packs find, against what is let stand, and why. */
function judged(app: App): Pick<Synthesised, 'findings' | 'reasons' | 'idle'> {
  const found = [new AwsSolutionsChecks(app), new ServerlessChecks(app)].flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map((one) => ({ ruleName, path: (one as { constructPath?: string }).constructPath! })),
      ),
  );
  const reasons = new Map<string, string>();
  for (const { node } of app.node.findAll())
    for (const { type, data } of node.metadata)
      if (type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        for (const [rule, reason] of Object.entries(data))
          reasons.set(`${rule.split('::').slice(1).join('::')} ${node.path}`, String(reason));
  const used = new Set<string>();
  const findings = found.filter(({ ruleName, path }) => {
    const acknowledged = above(path)
      .map((scope) => `${ruleName} ${scope}`)
      .find((key) => reasons.has(key));
    if (acknowledged) used.add(acknowledged);
    return !acknowledged;
  });
  return {
    findings: findings.map(({ ruleName, path }) => `${ruleName} ${path}`),
    reasons: [...reasons.values()],
    idle: [...reasons.keys()].filter((key) => !used.has(key)),
  };
}

const above = (path: string) => path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));

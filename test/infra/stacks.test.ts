import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entriesOf, isEverywhere, type Named, modules as ours } from '#lib/modules';
import { stages } from '#lib/stages';
import { actionsOf, expectCalled, expectSends } from './called.ts';
import { groundHolds } from './ground.ts';
import { probe } from './probe.ts';
import { synthesised } from './synth.ts';
import { allowed, functionOf, granted, listed, ofType, types } from './template.ts';

const modules = [...ours, probe];
const [local, dev, prod] = [synthesised('local', modules), synthesised('dev', modules), synthesised('prod', modules)];
const everywhere = modules.filter(isEverywhere);
const contracts = everywhere.flatMap(entriesOf).map((entry) => [entry.bundle, entry] as const);

describe.each([
  ['dev', dev],
  ['prod', prod],
])('%s', (_, stage) => {
  it('has no finding that nobody acknowledged, and no acknowledgement without reason or need', () => {
    expect(stage.findings).toEqual([]);
    expect(stage.idle).toEqual([]);
    expect(stage.reasons.filter((reason) => reason.length < 10)).toEqual([]);
  });

  it('grants no * action, no Scan, and * or a wildcard only where AWS knows no other', () => {
    const wide = granted(stage).flatMap(({ where, statement: { Action, Resource } }) => {
      const actions = listed(Action);
      const inner = JSON.stringify(Resource)
        .replaceAll(/\/(POST\/@connections|documents)\/\*"/g, '"')
        .includes('*');
      const traces = Resource === '*' && actions.every((action) => action.startsWith('xray:'));
      const bad = actions.some((action) => action.includes('*') || /Scan|PartiQL/.test(action)) || (inner && !traces);
      return bad ? [{ where, actions, Resource }] : [];
    });
    expect(wide).toEqual([]);
    expect(granted(stage).length).toBeGreaterThan(contracts.length * 3);
  });

  it('has room in every stack', () => {
    for (const [name, template] of Object.entries(stage.stacks))
      expect(Object.keys(template).length, name).toBeLessThan(400);
  });

  it('has room in its HTTP API, which takes 300 integrations for good: at 250 a second one begins', () => {
    const integrations = Object.values(stage.stacks).flatMap((template) =>
      Object.values(template).filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Integration'),
    );
    expect(integrations.length).toBeGreaterThan(contracts.length / 2);
    expect(integrations.length).toBeLessThan(250);
  });

  it.each(contracts)('%s may do what its contract says, writes its log, and is called as it says', (bundle, entry) => {
    const fn = functionOf(stage, bundle);
    expect(allowed(fn.statements)).toEqual(actionsOf(entry));
    const group = fn.template[fn.properties['LoggingConfig'].LogGroup.Ref]!;
    expect(group.Properties).toMatchObject({ RetentionInDays: 180, KmsKeyId: expect.anything() });
    expect(fn.properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
    expect(fn.properties['Timeout']).toBe(entry.contract.seconds ?? usualSeconds(entry));
    expect(fn.properties['Description']).toContain(entry.contract.summary);
    expectCalled(entry, fn);
    expectSends(entry, fn);
  });
});

const usualSeconds = ({ kind, contract }: Named) => {
  if (kind === 'queue') return 60;
  return contract.needs.some((need) => need.startsWith('gateway:')) ? 29 : 10;
};

describe('the ground', () => groundHolds(prod, local));

describe('stages', () => {
  const missing = (stage: typeof prod) => [...types(prod)].filter((type) => !types(stage).has(type)).sort();

  it('local leaves out these types and no other, as its configuration says', () => {
    expect(missing(local)).toEqual([
      'AWS::ApiGateway::Account',
      'AWS::Backup::BackupSelection',
      'AWS::CloudWatch::Alarm',
      'AWS::Events::Archive',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::Subscription',
    ]);
    expect([...stages.local.leavesOut].sort()).toEqual(missing(local));
    expect([...types(local)].filter((type) => !types(prod).has(type))).toEqual([]);
  });

  it('dev wakes nobody, and is prod otherwise', () => {
    expect(missing(dev)).toEqual(['AWS::CloudWatch::Alarm', 'AWS::SNS::Subscription']);
    expect([...stages.dev.leavesOut].sort()).toEqual(missing(dev));
  });

  it('every alarm of prod tells somebody, and points to a page that is there', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const pages = [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(' ', '-'));
    const alarms = Object.values(prod.stacks).flatMap((template) => ofType(template, 'AWS::CloudWatch::Alarm'));
    for (const [name, { Properties }] of alarms) {
      expect(Properties['AlarmActions'], name).toHaveLength(1);
      expect(pages, name).toContain(/docs\/runbook\.md#([a-z0-9-]+)$/.exec(Properties['AlarmDescription'])![1]);
    }
    const counted = alarms.flatMap(([, { Properties }]) => {
      const [, module] = /"MetricName":"Bugs".*/.test(JSON.stringify(Properties))
        ? /-bugs-(.*)$/.exec(Properties['AlarmName'])!
        : [];
      return module ?? [];
    });
    expect(counted.sort()).toEqual(everywhere.map(({ name }) => name).sort());
  });
});

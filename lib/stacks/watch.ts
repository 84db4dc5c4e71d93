import { Stack, type StackProps } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IWidget, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { alarm } from '../constructs/alarm.ts';
import type { Ground } from '../constructs/contract-function.ts';
import { deadLettersOf } from '../constructs/dead-letters.ts';
import { type Sign, signs } from '../constructs/signs.ts';
import { entriesOf, type Module } from '../modules.ts';
import { named } from '../stages.ts';
import { bugs } from './module.ts';

interface WatchProps extends StackProps {
  readonly ground: Ground;
}

/** It looks at everything and changes nothing: one page to look at, and what rings. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, { ground, ...props }: WatchProps) {
    super(scope, id, props);
    const { stage, data, modules } = ground;
    const boxes = ['events', ...modules.filter(laysAside).map(({ name }) => name)];
    const all = signs(
      ground,
      boxes.map((whose) => deadLettersOf(stage, whose)),
    );
    for (const sign of all) alarm(this, stage, data.alarms, sign);

    const dashboard = new Dashboard(this, 'Platform', { dashboardName: named(stage, 'platform') });
    dashboard.addWidgets(
      new TextWidget({ markdown: `# Steady, ${stage.name}\nWhat to do is in docs/runbook.md.`, width: 24, height: 2 }),
    );
    dashboard.addWidgets(
      new GraphWidget({ title: 'Unexpected failures, by module', left: modules.map(bugs), width: 24, height: 6 }),
    );
    for (let at = 0; at < all.length; at += 3) dashboard.addWidgets(...all.slice(at, at + 3).map(graph));
  }
}

const graph = ({ title, metric, above }: Sign): IWidget =>
  new GraphWidget({
    title,
    left: [metric],
    leftAnnotations: [{ value: above, label: 'rings above' }],
    width: 8,
    height: 6,
  });

/** It has something that can end among the dead letters. */
const laysAside = (module: Module) =>
  entriesOf(module).some(({ kind }) => kind === 'listener' || kind === 'schedule' || kind === 'queue');

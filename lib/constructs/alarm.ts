import { Duration, type Stack } from 'aws-cdk-lib';
import { Alarm, type ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { has, named, type Stage } from '../stages.ts';
import { capital } from './use-case.ts';

export const FIVE_MINUTES = Duration.minutes(5);

export interface Ring {
  /** Its name, and the runbook's page about it. */
  readonly page: string;
  /** Of what, where there are several under one page. */
  readonly of?: string;
  readonly says: string;
  readonly metric: IMetric;
  readonly above: number;
  readonly times?: number;
}

/** An alarm that says where to read what to do. Only where somebody listens. */
export function alarm(stack: Stack, stage: Stage, topic: ITopic, ring: Ring): void {
  if (!has(stage, 'AWS::CloudWatch::Alarm')) return;
  const { page, of, says, metric, above, times = 1 } = ring;
  const name = of === undefined ? page : `${page}-${of}`;
  const made = new Alarm(stack, `${name.split('-').map(capital).join('')}Alarm`, {
    alarmName: named(stage, name),
    alarmDescription: `${says} What to do: docs/runbook.md#${page}`,
    metric,
    threshold: above,
    comparisonOperator: 'GreaterThanThreshold' as ComparisonOperator,
    evaluationPeriods: times,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  const action = new SnsAction(topic);
  made.addAlarmAction(action);
  made.addOkAction(action);
}

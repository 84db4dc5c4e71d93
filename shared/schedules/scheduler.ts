import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { setting } from '#shared/env';

const scheduler = new SchedulerClient();
const functions = new LambdaClient();

/** What the scheduler has to call, and when. */
export interface Scheduled {
  /** Its contract's name, or, of one that is called once, its own. */
  readonly name: string;
  readonly id: string;
  /** `cron(…)`, `rate(…)` or, for once, `at(…)`; in UTC. */
  readonly at: string;
  readonly made: Date;
  readonly target: string;
  readonly input: string;
}

const PLACEHOLDER = '<aws.scheduler.scheduled-time>';
const ALL = 10_000; // more than AWS gives at once: the local one turns no pages
const group = () => setting('SCHEDULES');

/** All of ours that are switched on. */
export async function scheduled(): Promise<Scheduled[]> {
  const { Schedules = [] } = await scheduler.send(
    new ListSchedulesCommand({ GroupName: group(), State: 'ENABLED', MaxResults: ALL }),
  );
  return Promise.all(
    Schedules.map(async ({ Name: id = '' }): Promise<Scheduled> => {
      const found = await scheduler.send(new GetScheduleCommand({ Name: id, GroupName: group() }));
      return {
        id,
        name: found.Description || id,
        at: found.ScheduleExpression!,
        made: found.CreationDate!,
        target: found.Target!.Arn!,
        input: found.Target!.Input ?? '{}',
      };
    }),
  );
}

export const unschedule = ({ id }: Scheduled) =>
  scheduler.send(new DeleteScheduleCommand({ Name: id, GroupName: group() }));

/** Calls as the scheduler does at that moment, and waits. Says whether the function got through. */
export async function callFor({ target, input }: Scheduled, at: Date): Promise<boolean> {
  const moment = at.toISOString().replace('.000Z', 'Z');
  const { FunctionError } = await functions.send(
    new InvokeCommand({ FunctionName: target, Payload: Buffer.from(input.replaceAll(PLACEHOLDER, moment)) }),
  );
  return FunctionError === undefined;
}

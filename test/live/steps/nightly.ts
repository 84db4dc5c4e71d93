import { partialDeepStrictEqual as has, ok, deepStrictEqual as same } from 'node:assert/strict';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetScheduleCommand, paginateListSchedules, SchedulerClient } from '@aws-sdk/client-scheduler';
import { getOverview } from '#lambdas/insights/routes';
import { everyNightCountActivity } from '#lambdas/insights/schedules';
import { granted } from '../../../bin/client/granted.ts';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import { named, stages } from '../../../lib/stages.ts';
import type { Cast } from '../journey.ts';
import { step } from '../step.ts';

const GROUP = named(stages.local, 'schedules');
/** For which the scheduler puts the moment at which it was to call. */
const SCHEDULED = '<aws.scheduler.scheduled-time>';

/** The night, without waiting for it: the function is called as its schedule says. */
export const nightly = ({ endpoint }: Deployed, cast: Cast) => {
  const today = new Date().toISOString().slice(0, 10);
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  const overview = async () => granted(await cast.admin!.call(getOverview));
  let target: { Arn: string; Input: string };

  const tick = async () => {
    const { FunctionError, StatusCode } = await new LambdaClient({ endpoint }).send(
      new InvokeCommand({
        FunctionName: target.Arn,
        Payload: Buffer.from(target.Input.replace(SCHEDULED, `${today}T00:10:00Z`)),
      }),
    );
    same([StatusCode, FunctionError], [200, undefined]);
  };

  return [
    step('the nightly count has its schedule', async () => {
      const scheduler = new SchedulerClient({ endpoint });
      for await (const { Schedules = [] } of paginateListSchedules({ client: scheduler }, { GroupName: GROUP })) {
        for (const { Name } of Schedules) {
          const found = await scheduler.send(new GetScheduleCommand({ Name, GroupName: GROUP }));
          if (found.Description !== everyNightCountActivity.name) continue;
          has(found, { ScheduleExpression: everyNightCountActivity.at, State: 'ENABLED' });
          target = { Arn: found.Target!.Arn!, Input: found.Target!.Input! };
        }
      }
      same(JSON.parse(target.Input), { name: everyNightCountActivity.name, at: SCHEDULED });
      return { at: everyNightCountActivity.at, ...target };
    }),
    step('called as the scheduler does, and once more, it counts yesterday once', async () => {
      await tick();
      await tick();
      const { dailyActivity, countedThrough } = await overview();
      const { days } = dailyActivity;
      same([days.filter(({ day }) => day === yesterday).length, countedThrough], [1, yesterday]);
      // A platform that was made today had nobody yesterday.
      const quiet = { day: yesterday, active: 0, newcomers: 0, returning: 0 };
      if (cast.active !== undefined) same(days, [quiet]);
      return days;
    }),
    step('today is counted as it was when the admin came in, or a minute ago at most', async () => {
      const { dailyActivity, registrations } = await overview();
      const counted = dailyActivity.today;
      same(counted.day, today);
      if (cast.active === undefined) ok(counted.active >= cast.admin!.activeThen);
      else same(counted.active, cast.admin!.activeThen);
      same(registrations.days.at(-1), { from: today, registered: counted.newcomers });
      return counted;
    }),
    step('of a platform without outcomes no rate is known', async () => {
      const { quitSuccess, outcomes } = await overview();
      if (cast.active !== undefined) same(quitSuccess.missingIsSmoking, { numerator: 0, denominator: 0 });
      same(
        outcomes.map(({ months }) => months),
        [1, 3, 6, 12],
      );
      return quitSuccess;
    }),
  ];
};

import { timer } from '#shared/schedules/timer';
import { activeOn } from '#shared/table/active';
import { dayAfter, dayIn } from '#shared/time';
import { counted, FIGURE, uncounted } from './domain/activity.ts';
import { dailyFigures } from './records.ts';
import { everyNightCountActivity } from './schedules.ts';

export const handler = timer(everyNightCountActivity, async ({ at, now, once }) => {
  const last = await dailyFigures.latest({ figure: FIGURE });
  for (const day of uncounted(dayAfter(dayIn('UTC', at), -1), last?.day)) {
    await once(day, async () => {
      if (await dailyFigures.get({ figure: FIGURE, day })) return [];
      const figures = counted(day, await activeOn(day));
      return [dailyFigures.add({ ...figures, figure: FIGURE, countedAt: now.toISOString() })];
    });
  }
});

import { timer } from '#shared/schedules/timer';
import { activeIn, activeOn, SHARDS as PEOPLE } from '#shared/table/active';
import { dayAfter, dayIn } from '#shared/time';
import { daysUpTo, FIGURE, MONTH, nobody, reached, together, uncounted } from './domain/activity.ts';
import { ofAge, windowOf } from './domain/cohort.ts';
import { carried, SHARDS, TOTALS } from './domain/tally.ts';
import { additions, beginnings, dailyFigures, runningTotals } from './records.ts';
import { everyNightCountActivity } from './schedules.ts';

export const handler = timer(everyNightCountActivity, async ({ at, now, once }) => {
  const [last, begun] = await Promise.all([
    dailyFigures.latest({ figure: FIGURE }),
    beginnings.get({ figure: FIGURE }),
  ]);
  const days = uncounted(dayAfter(dayIn('UTC', at), -1), last?.day, begun?.day);
  const activity = await activityOn(days);
  const countedAt = now.toISOString();
  for (const [index, day] of days.entries()) {
    await once(day, async () => {
      if (await dailyFigures.get({ figure: FIGURE, day })) return [];
      const [before, heard, cohorts] = await Promise.all([
        runningTotals.get({ figure: TOTALS, day: dayAfter(day, -1) }),
        Promise.all(SHARDS.map((shard) => additions.list({ day, shard }))),
        Promise.all(ofAge(day).map(windowAdds)),
      ]);
      const sums = carried(before, day, [...heard.flat(), ...cohorts.map((counts) => ({ counts }))]);
      return [
        dailyFigures.add({ ...activity[index]!, figure: FIGURE, countedAt }),
        runningTotals.add({ ...sums, figure: TOTALS, day, countedAt }),
      ];
    });
  }
});

/** Each day is read once, and no more is held at a time than what a shard has of those days. Of a day that was counted
 *  with nobody, nobody is asked for. */
async function activityOn(days: readonly string[]) {
  let sums = days.map(nobody);
  if (days.length === 0) return sums;
  const all = daysUpTo(days.at(-1)!, MONTH - 1 + days.length);
  const known = await dailyFigures.list({ figure: FIGURE }, { from: all[0]! });
  const quiet = new Set(known.filter(({ active }) => active === 0).map(({ day }) => day));
  for (const shard of PEOPLE) {
    const markers = await Promise.all(all.map(async (day) => (quiet.has(day) ? [] : activeIn(shard, day))));
    sums = sums.map((sum, index) => together(sum, reached(sum.day, markers.slice(index, index + MONTH))));
  }
  return sums;
}

/** What a cohort adds on the day on which it comes of age; nobody's window is asked for. */
async function windowAdds({ after, cohort, window }: ReturnType<typeof ofAge>[number]) {
  const people = (await dailyFigures.get({ figure: FIGURE, day: cohort }))?.newcomers ?? 0;
  if (people === 0) return {};
  const markers = await Promise.all(window.map((day) => activeOn(day, cohort)));
  return windowOf(after, people, markers.flat());
}

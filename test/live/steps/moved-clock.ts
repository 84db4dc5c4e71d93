import { partialDeepStrictEqual as has, deepStrictEqual as same } from 'node:assert/strict';
import { getClock, moveClock } from '#lambdas/clock/routes';
import { getOverview } from '#lambdas/insights/routes';
import { everyNightCountActivity } from '#lambdas/insights/schedules';
import { moveTo, timeHere } from '../../../bin/client/clock.ts';
import { granted } from '../../../bin/client/granted.ts';
import type { Cast } from '../journey.ts';
import { step } from '../step.ts';

const DAY = 86_400_000;
const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

/** A day passes in a moment. What comes after these steps goes by no date of its own. */
export const movedClock = (cast: Cast) => {
  const admin = () => cast.admin!;
  const activity = async () => granted(await admin().call(getOverview)).dailyActivity;
  let from: string;

  return [
    step('only an admin sees the clock, and moves it', async () => {
      from = await timeHere(admin());
      const body = { now: later(from, DAY) };
      const answers = [await cast.client!.call(getClock), await cast.client!.call(moveClock, { body })];
      const told = answers.map(({ status, problem }) => [status, problem?.type]);
      same(told, Array(2).fill([403, '/problems/forbidden']));
      return told;
    }),
    step('no day is too long: it moves forward only, and by 31 days at the most', async () => {
      const answers = [];
      for (const ms of [-DAY, 31 * DAY + 60_000]) {
        const { status, problem } = await admin().call(moveClock, { body: { now: later(from, ms) } });
        has({ status, problem }, { status: 422, problem: { errors: [{ field: 'now' }] } });
        answers.push(problem?.type);
      }
      same(answers, ['/problems/clock_backwards', '/problems/clock_too_far']);
      return answers;
    }),
    step('a day later, the night has been, once', async () => {
      const { today } = await activity();
      const invoked = await moveTo(admin(), later(from, DAY));
      const nights = invoked.filter(({ schedule }) => schedule === everyNightCountActivity.name);
      const tomorrow = later(`${today.day}T00:00:00.000Z`, DAY).slice(0, 10);
      same(nights.length, 1);
      has(invoked.map(({ schedule }) => schedule).sort(), ['kernel.sweep']);
      const after = await activity();
      same(after.today, { day: tomorrow, active: 0, newcomers: 0, returning: 0 });
      same(after.days.at(-1), today); // what was today's is counted for good
      return { invoked, counted: after.days.at(-1) };
    }),
    step('tokens are good for as long as they were: they go by the real clock', async () => {
      const { now, realNow } = granted(await admin().call(getClock));
      const ahead = Date.parse(now) - Date.parse(realNow);
      if (!(ahead >= DAY - 60_000)) throw new Error(`the clock is ahead by ${ahead} ms`);
      return { now, realNow };
    }),
  ];
};

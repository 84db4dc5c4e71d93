import { realNow, shownBy } from '#shared/clock';
import { setting } from '#shared/env';
import { moveFake } from '#shared/gateways/fake-clock';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { callFor, scheduled, unschedule } from '#shared/schedules/scheduler';
import { readClock, writeClock } from '#shared/table/clock';
import { secondFactor } from '#shared/users/pool';
import { isOnce } from './domain/moments.ts';
import { checkMove, dueWithin, scheduleFailed, stepsOf } from './domain/move.ts';
import { moveClock } from './routes.ts';

const FAKES = ['stripe', 'paypal', 'kaspi'] as const;

/** Whoever is called on the way finds the clock at their moment: so it is moved before the answer is committed. A move that
 *  was cut off is gone on with from there. */
export const handler = endpoint(
  moveClock,
  async ({ body }) => {
    const to = new Date(body.now);
    const misses = setting('EACH').split(',');
    let clock = (await readClock()) ?? { ahead: 0, called: realNow().toISOString(), version: 0 };
    checkMove(to, shownBy(clock), clock.asked);

    /** It goes on meanwhile, and may be further already. */
    const stand = async (at: Date, called: Date) => {
      const ahead = Math.max(clock.ahead, at.getTime() - realNow().getTime());
      clock = await writeClock({ ahead, called: called.toISOString(), asked: body.now }, clock.version);
      for (const gateway of FAKES) await moveFake(gateway, shownBy(clock));
    };
    const invoked: { schedule: string; at: string }[] = [];
    for (const step of stepsOf({ after: new Date(clock.called), until: to })) {
      const all = (await scheduled()).map(
        (one) => ({ ...one, missed: misses.includes(one.name) ? 'each' : 'once' }) as const,
      );
      for (const { schedule, at } of dueWithin(all, step)) {
        await stand(at, new Date(Math.max(step.after.getTime(), at.getTime() - 1)));
        const tick = { schedule: schedule.name, at: at.toISOString() };
        if (!(await callFor(schedule, at)))
          throw scheduleFailed({ detail: `${tick.schedule} at ${tick.at}`, extra: tick });
        if (isOnce(schedule.at)) await unschedule(schedule);
        invoked.push(tick);
      }
      await stand(step.until, step.until);
    }
    return outcome({ now: shownBy(clock).toISOString(), realNow: realNow().toISOString(), invoked });
  },
  secondFactor,
);

import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { activeSoFar } from '#shared/table/active';
import { dayAfter, dayIn } from '#shared/time';
import { secondFactor } from '#shared/users/pool';
import { counted, FIGURE, SPAN } from './domain/activity.ts';
import { ACTIVE, REGISTERED } from './domain/definitions.ts';
import { ofTotals, reach } from './domain/overview.ts';
import { registrations, shownFrom } from './domain/registrations.ts';
import { TOTALS } from './domain/tally.ts';
import { dailyFigures, runningTotals } from './records.ts';
import { getOverview } from './routes.ts';

export const handler = endpoint(
  getOverview,
  async ({ now }) => {
    const day = dayIn('UTC', now);
    const [days, active, totals] = await Promise.all([
      dailyFigures.list({ figure: FIGURE }, { from: shownFrom(day), to: day }),
      activeSoFar(now),
      runningTotals.latest({ figure: TOTALS }),
    ]);
    const before = totals && (await runningTotals.get({ figure: TOTALS, day: dayAfter(totals.day, -SPAN) }));
    const today = counted(day, active);
    return outcome({
      asOf: now.toISOString(),
      dailyActivity: {
        ...ACTIVE,
        days: days
          .filter((one) => one.day >= dayAfter(day, -SPAN))
          .map(({ day, active, newcomers, returning }) => ({ day, active, newcomers, returning })),
        today,
      },
      ...reach(days.at(-1)),
      registrations: { ...REGISTERED, ...registrations([...days, today], day) },
      ...ofTotals(totals, before?.counts ?? {}),
    });
  },
  secondFactor,
);

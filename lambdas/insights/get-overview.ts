import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { activeOn } from '#shared/table/active';
import { dayAfter, dayIn } from '#shared/time';
import { secondFactor } from '#shared/users/pool';
import { counted, DEFINITION, FIGURE, FRESHNESS, SPAN } from './domain/activity.ts';
import { dailyFigures } from './records.ts';
import { getOverview } from './routes.ts';

export const handler = endpoint(
  getOverview,
  async ({ now }) => {
    const today = dayIn('UTC', now);
    const [days, active] = await Promise.all([
      dailyFigures.list({ figure: FIGURE }, { from: dayAfter(today, -SPAN), to: today }),
      activeOn(today),
    ]);
    return outcome({
      asOf: now.toISOString(),
      dailyActivity: {
        definition: DEFINITION,
        freshness: FRESHNESS,
        days: days.map(({ day, active, newcomers, returning }) => ({ day, active, newcomers, returning })),
        today: counted(today, active),
      },
    });
  },
  secondFactor,
);

import * as z from 'zod';
import { Day, Instant } from '#shared/time';

const Count = z.int().min(0);

const Activity = z.strictObject({
  day: Day.describe('in UTC'),
  active: Count,
  newcomers: Count.describe('of them, who signed up on that day'),
  returning: Count.describe('of them, who signed up before'),
});

export const DailyFigures = Activity.extend({ figure: z.literal('daily-activity'), countedAt: Instant });
export type DailyFigures = z.infer<typeof DailyFigures>;

export const Overview = z
  .strictObject({
    asOf: Instant,
    dailyActivity: z.strictObject({
      definition: z.string(),
      freshness: z.string(),
      days: z.array(Activity).describe('the last 30, oldest first; one that is not counted yet is absent'),
      today: Activity,
    }),
  })
  .meta({ id: 'Overview', description: 'How the platform is used' });
export type Overview = z.infer<typeof Overview>;

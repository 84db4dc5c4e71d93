import { entity } from '#shared/table/entity';
import { DailyFigures } from './schemas.ts';

/** A figure a partition: a span of days is one query. */
export const dailyFigures = entity('daily-figures', DailyFigures, {
  partition: ['FIGURES', 'figure'],
  sort: ['DAY', 'day'],
});

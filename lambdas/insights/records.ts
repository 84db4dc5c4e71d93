import { entity } from '#shared/table/entity';
import { Addition, Beginning, DailyFigures, FirstStep, RunningTotals } from './schemas.ts';

/** A figure a partition: a span of days is one query. */
export const dailyFigures = entity('daily-figures', DailyFigures, {
  partition: ['FIGURES', 'figure'],
  sort: ['DAY', 'day'],
});

export const beginnings = entity('beginning', Beginning, {
  partition: ['FIGURES', 'figure'],
  sort: ['BEGINNING'],
});

/** Each is the one before it and what was heard on its day. */
export const runningTotals = entity('running-totals', RunningTotals, {
  partition: ['FIGURES', 'figure'],
  sort: ['TOTAL', 'day'],
});

/** What is heard on a day, in a few partitions, since a night's changes come all at once. */
export const additions = entity('addition', Addition, {
  partition: ['ADDED', 'day', 'shard'],
  sort: ['ADDITION', 'id'],
  expires: 'keptUntil',
});

export const firstSteps = entity('first-step', FirstStep, {
  partition: ['NEWCOMER', 'personId'],
  sort: ['STEP', 'step'],
});

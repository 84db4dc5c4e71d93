import type { Commits } from '../../bench/daily-log.ts';
import { ask } from './ask.ts';
import { type Row, row } from './rows.ts';
import { withTables } from './tables.ts';

const MOST = 12;

/** What the table charges for a daily log's own commit, its idempotency record, its event and the day's marker among it. */
export const dailyLog = (endpoint: string): Promise<Row[]> =>
  withTables(endpoint, async (settings) => {
    const { smokeFree, lapse, longest } = await ask<Commits>('daily-log', {}, settings);
    const units = (name: string, commit: Commits[keyof Commits], goal?: number) => {
      const parts = Object.entries(commit);
      const sum = parts.reduce((all, [, each]) => all + each, 0);
      return row(name, sum, 'units', goal, parts.map((part) => part.join(' ')).join(', '));
    };
    return [
      units('write units of a daily log after 10 years', smokeFree, MOST),
      units('write units of one that tells of a lapse', lapse, MOST),
      units('write units of one by whoever smokes every day and tells it by the hour', longest),
    ];
  });

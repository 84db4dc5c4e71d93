import type { Reads } from '../../bench/summary.ts';
import { alternate } from './alternate.ts';
import { ask } from './ask.ts';
import { builtEntry } from './bundles.ts';
import { exactly, median, type Row, ratio, row } from './rows.ts';
import { withTables } from './tables.ts';

/** Somebody's summary after ten years beside somebody's after ten days, the same function on the same table. */
export const summary = (endpoint: string): Promise<Row[]> =>
  withTables(endpoint, async (settings) => {
    const reads = await ask<Reads>('summary', {}, settings);
    const handler = builtEntry('cessation/get-summary');
    const { tenYears = [], tenDays = [] } = await alternate(
      {
        handlers: { tenYears: handler, tenDays: handler },
        asking: { method: 'GET', route: '/v1/summary' },
        status: 200,
        people: 1,
        rounds: 60,
        calls: 5,
        unmeasured: 12,
      },
      settings,
    );
    const medians = `${median(tenYears).toFixed(2)} and ${median(tenDays).toFixed(2)} ms`;
    return [
      row('a summary after 10 years of daily logs over one after 10 days', ratio(tenYears, tenDays), '×', 1.1, medians),
      exactly('reads of their own data for a summary after 10 years', reads.tenYears, 'reads', 1),
    ];
  });

import { fileURLToPath } from 'node:url';
import { personOf } from '../../bench/people.ts';
import { alternate, logCraving } from './alternate.ts';
import type { Bundles } from './bundles.ts';
import { environment } from './environment.ts';
import { median, type Row, row } from './rows.ts';
import { run } from './run.ts';
import { withTables } from './tables.ts';

const SEED = fileURLToPath(new URL('../../bench/seed.ts', import.meta.url));
/** Of each handler; few calls a person, for here a query costs more the larger its partition. */
const PEOPLE = 60;

/** The whole use case, sealing and all, against tables and a key of its own. */
export const wire = ({ ours, bare }: Bundles, endpoint: string): Promise<Row[]> =>
  withTables(endpoint, async (settings) => {
    const everybody = Array.from({ length: PEOPLE }, (_, index) => [
      personOf('ours', index),
      personOf('bare', index),
    ]).flat();
    await run(process.execPath, [SEED, ...everybody], { ...environment, ...settings });
    const times = await alternate(
      { ...logCraving(), handlers: { ours, bare }, people: PEOPLE, rounds: 60, calls: 5, unmeasured: 12 },
      settings,
    );
    const { ours: these = [], bare: those = [] } = times;
    return [row('the whole use case on the wire over bare, at the median', median(these) / median(those), '×')];
  });

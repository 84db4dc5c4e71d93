import type { Night } from '../../bench/night.ts';
import { ask } from './ask.ts';
import { exactly, type Row } from './rows.ts';
import { withTables } from './tables.ts';

const ACTIVE = 200;
const FEW = 1_000;
const MANY = 20_000;

/** The nightly job with the same few active people among few and among many. */
export async function night(endpoint: string): Promise<Row[]> {
  const among = (people: number) =>
    withTables(endpoint, (settings) => ask<Night>('night', { people, active: ACTIVE }, settings));
  const [few, many] = [await among(FEW), await among(MANY)];
  const named = (people: number) => people.toLocaleString('en');
  const scores = (people: number, { scores }: Night) =>
    exactly(`day scores written for those ${ACTIVE} among ${named(people)}`, scores, 'scores', ACTIVE);
  return [
    exactly(
      `items touched in a night of ${ACTIVE} active people, among ${named(MANY)} over among ${named(FEW)}`,
      many.touched / few.touched,
      '×',
      1,
      `${many.touched} and ${few.touched}`,
    ),
    scores(FEW, few),
    scores(MANY, many),
    exactly('day scores written for anybody else', few.otherScores + many.otherScores, 'scores', 0),
  ];
}

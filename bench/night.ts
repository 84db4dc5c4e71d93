import { withNews } from '#lambdas/cessation/domain/night';
import { handler } from '#lambdas/cessation/every-hour-close-days';
import { attempts, nightRuns, nights, progresses } from '#lambdas/cessation/records';
import { days, hours, minutes } from '#shared/time';
import { lived } from './histories.ts';
import { asked, tell } from './parent.ts';
import { context } from './requests.ts';
import { rowsOf, storeRows } from './store.ts';
import { touched } from './touched.ts';

/* One night of a few active people among many: how many items it touches, and whose scores it writes. */

/** So many more told nothing, but something else has come due: they are looked at, and their score stands. */
const DUE = 20;

export interface Night {
  readonly touched: number;
  readonly scores: number;
  readonly otherScores: number;
}

/** The last time that the job was to run, and what it then looks back on. */
const at = new Date(Math.floor((Date.now() - minutes(5)) / hours(1)) * hours(1) + minutes(5));
const midnight = new Date(at.getTime() - minutes(5));
const evening = new Date(midnight.getTime() - hours(1));
/** Where midnight it was. */
const ahead = (24 - midnight.getUTCHours()) % 24;
const zone = ahead <= 12 ? `Etc/GMT-${ahead}` : `Etc/GMT+${24 - ahead}`;

const task = asked<{ people: number; active: number }>();
const everybody = Array.from({ length: task.people }, (_, index) => `per_${index}`);
const active = everybody.slice(0, task.active);
const due = everybody.slice(task.active, task.active + DUE);
const asleep = everybody.slice(task.active + DUE);

function awake(clientId: string, hasNews: boolean) {
  const { attempt, progress } = lived({ clientId, zone, days: 10 }, midnight);
  const told = withNews(progress, evening);
  const { news: _, ...silent } = told.progress;
  return [attempts.add(attempt), progresses.add(hasNews ? told.progress : silent), nights.set(told.night!)];
}
const lastRun = new Date(at.getTime() - hours(1)).toISOString();
await storeRows(
  await rowsOf([
    nightRuns.add({ run: 'close-days', through: lastRun }),
    ...active.flatMap((clientId) => awake(clientId, true)),
    ...due.flatMap((clientId) => awake(clientId, false)),
  ]),
);

/** Their turn comes some other night. Of their progress there is as much as is counted if it is read, for it could not be
 *  opened: to seal so many takes minutes. */
const { progress } = lived({ clientId: 'per_0', zone, days: 10 }, evening);
const later = (index: number) => new Date(evening.getTime() + days(1 + (index % 90)));
const turns = asleep.map((clientId, index) => nights.set(withNews({ ...progress, clientId }, later(index)).night!));
const closed = asleep.map((clientId) => ({ ...progresses.place({ clientId }), entity: 'progress', version: 1 }));
await storeRows([...(await rowsOf(turns)), ...closed]);

const all = await touched(() => handler({ at: at.toISOString() }, context(minutes(5))));
const scored = all.filter(({ what }) => what === 'day-score').map(({ whose }) => whose);
const theirs = active.filter((clientId) => scored.includes(clientId));
const answer: Night = {
  touched: all.reduce((sum, { items }) => sum + items, 0),
  scores: theirs.length,
  otherScores: scored.filter((whose) => !theirs.includes(whose)).length,
};
tell(answer);

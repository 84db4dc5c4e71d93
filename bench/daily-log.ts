import { told } from '#lambdas/cessation/domain/progress';
import type { Progress } from '#lambdas/cessation/figures-schemas';
import { handler } from '#lambdas/cessation/log-day';
import { attempts, progresses } from '#lambdas/cessation/records';
import { idsFrom } from '#shared/table/commit';
import { dayIn, hours } from '#shared/time';
import { lived } from './histories.ts';
import { tell } from './parent.ts';
import { context, request } from './requests.ts';
import { enrolment, rowsOf, storeRows } from './store.ts';
import { touched } from './touched.ts';

/* Logs today, ten years on: nothing of it is told yet, and all of every other open day. Reckons what is charged for it. */

const ZONE = 'Asia/Almaty';
const now = new Date();

/** Write units, by kind of item. */
export type Commit = Readonly<Record<string, number>>;
export interface Commits {
  readonly smokeFree: Commit;
  readonly lapse: Commit;
  readonly longest: Commit;
}

async function logged(
  cigarettes: number,
  cigarettesOn?: (day: number) => number,
  also = (was: Progress) => was,
): Promise<Commit> {
  const clientId = idsFrom()('per').toLowerCase(); // as long as a real one
  const { attempt, progress } = lived({ clientId, zone: ZONE, days: 3_650, cigarettesOn }, now);
  const writes = [...enrolment(clientId, attempt.startedAt), attempts.add(attempt), progresses.add(also(progress))];
  await storeRows(await rowsOf(writes));
  const body = { cigarettes, mood: 3, craving: 7, aids: ['patch', 'gum'] };
  const event = request(clientId, {
    method: 'PUT',
    route: '/v1/days/{date}',
    params: { date: dayIn(ZONE, now) },
    body,
  });
  const all = await touched(async () => {
    const { statusCode, body: answer } = await handler(event, context());
    if (statusCode !== 200) throw new Error(`Answered ${statusCode} ${answer}`);
  });
  const commit: Record<string, number> = {};
  for (const { what, units } of all) if (units > 0) commit[what] = (commit[what] ?? 0) + units;
  return commit;
}

const always = (day: number) => 1 + ((day * 7_919) % 17);

/** Told by the hour, then in the evening, a day late, and then corrected: nothing more can be told of a day. */
const byTheHour = (progress: Progress) =>
  progress.days.reduce((was, { date }, index) => {
    const at = new Date(Date.parse(date) + hours(9) + ((index * 48_271) % hours(9))).toISOString();
    const slipped = told(was, date, { slips: 3, at }).progress;
    return told(slipped, date, { logged: always(index), backDated: true, edited: true }).progress;
  }, progress);

const commits: Commits = {
  smokeFree: await logged(0),
  lapse: await logged(3),
  longest: await logged(9, always, byTheHour),
};
tell(commits);

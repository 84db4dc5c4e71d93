import { handler } from '#lambdas/cessation/get-summary';
import { dayLogs, progresses } from '#lambdas/cessation/records';
import { lived } from './histories.ts';
import { tell } from './parent.ts';
import { personOf } from './people.ts';
import { context, request } from './requests.ts';
import { enrolment, rowsOf, storeRows } from './store.ts';
import { touched } from './touched.ts';

/* Gives somebody ten days and somebody ten years, every log of them, and counts what their summary reads beside what
 * they may do. */

const ZONE = 'Asia/Almaty';
const now = new Date();

export interface Reads {
  readonly tenDays: number;
  readonly tenYears: number;
}

async function readsAfter(clientId: string, days: number): Promise<number> {
  const { attempt, progress, logs } = lived({ clientId, zone: ZONE, days }, now);
  const writes = [...enrolment(clientId, attempt.startedAt), progresses.add(progress), ...logs.map(dayLogs.add)];
  await storeRows(await rowsOf(writes));
  const ask = async () => {
    const event = request(clientId, { method: 'GET', route: '/v1/summary' });
    const { statusCode, body } = await handler(event, context());
    if (statusCode !== 200 || JSON.parse(body!).logs !== days) throw new Error(`Answered ${statusCode} ${body}`);
  };
  await ask(); // from here on their key is known
  return (await touched(ask)).filter(({ what }) => what !== 'GRANT').length;
}

const reads: Reads = {
  tenDays: await readsAfter(personOf('tenDays', 0), 10),
  tenYears: await readsAfter(personOf('tenYears', 0), 3_650),
};
tell(reads);

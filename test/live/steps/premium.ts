import { partialDeepStrictEqual as has, deepStrictEqual as same } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { getTrends, logDay } from '#lambdas/cessation/routes';
import { getMembership, grantMembership } from '#lambdas/membership/routes';
import { connect } from '#shared/http/client';
import { granted } from '../../../bin/client/granted.ts';
import { type Listening, listen } from '../../../bin/client/socket.ts';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import type { Cast } from '../journey.ts';
import { step } from '../step.ts';
import { daysAgo } from './quit-attempt.ts';

const MONTH = 30 * 86_400_000;
/** How much less the client smokes from one day to the next: two of the days have been told already. */
const LESS = 2;
const onDay = (ago: number) => LESS * (ago - 3);

export const premium = (deployed: Deployed, cast: Cast) => {
  const client = () => cast.client!;
  const admin = () => cast.admin!;
  const key = randomUUID();
  const grant = () => ({ personId: client().id, plan: 'premium' as const, until });
  const until = new Date(Date.now() + MONTH).toISOString();
  let socket: Listening;
  let since: string;

  const tell = async (ago: number, cigarettes: number) => {
    const params = { date: daysAgo(ago) };
    has(granted(await client().call(logDay, { params, body: { cigarettes } })), { date: params.date, cigarettes });
  };

  return [
    step('clients and ID tokens are refused where admins grant', async () => {
      const idToken = connect({ base: deployed.api, token: admin().tokens.id_token });
      const asked = { body: grant(), key: randomUUID() };
      const answers = await Promise.all([client().call(grantMembership, asked), idToken(grantMembership, asked)]);
      const told = answers.map(({ status, problem }) => [status, problem?.type]);
      same(told, Array(2).fill([403, '/problems/forbidden']));
      return told;
    }),
    step('nothing is granted without an Idempotency-Key', async () => {
      const keyless = { body: grant() } as { body: ReturnType<typeof grant>; key: string };
      const { status, problem } = await admin().call(grantMembership, keyless);
      has({ status, problem }, { status: 400, problem: { errors: [{ field: 'Idempotency-Key' }] } });
      return problem;
    }),
    step('the admin grants Premium', async () => {
      socket = listen(deployed, client().tokens.access_token);
      await socket.opened;
      const membership = granted(await admin().call(grantMembership, { body: grant(), key }));
      since = membership.since;
      same(membership, { ...grant(), since });
      return membership;
    }),
    step('granting it again under the same key grants nothing more', async () => {
      same(granted(await admin().call(grantMembership, { body: grant(), key })), { ...grant(), since });
      const later = { ...grant(), until: new Date(Date.parse(until) + MONTH).toISOString() };
      const { status, problem } = await admin().call(grantMembership, { body: later, key });
      has({ status, problem }, { status: 422, problem: { type: '/problems/other_request' } });
      return 'the same answer; and what is not the same is refused';
    }),
    step('the client hears of it at once', async () => {
      const { id, ...message } = (await socket.next()) as { id: string };
      same(message, { type: 'notice', personId: client().id, kind: 'premium-granted', at: since });
      socket.close();
      same(granted(await client().call(getMembership)), { ...grant(), since });
      return { id, ...message };
    }),
    step('sees trends, which say nothing of two days', async () => {
      const trend = granted(await client().call(getTrends));
      same(trend, { healthScores: [], logs: 2, from: daysAgo(5), to: daysAgo(3) });
      return trend;
    }),
    step(`tells of five more days, each with ${LESS} fewer, and sees where that leads`, async () => {
      for (const ago of [9, 8, 7, 6, 4]) await tell(ago, onDay(ago));
      const trend = granted(await client().call(getTrends));
      const change = -LESS * 7;
      same(trend, {
        healthScores: [],
        logs: 7,
        from: daysAgo(9),
        to: daysAgo(3),
        perWeek: { change, low: change, high: change },
      });
      return trend;
    }),
    step('one bad day does not make a trend', async () => {
      const bad = { ago: 2, cigarettes: 5 };
      await tell(bad.ago, bad.cigarettes);
      const trend = granted(await client().call(getTrends));
      // Of 28 slopes between two of 8 days 21 are the old one, 7 lead to the bad day and are all higher. The interval of
      // 95 % ends at the 23rd: 1.96 × √(8 × 7 × 21 / 18) = 15.8 ranks about the middle, that is, the second of those 7.
      const steep = [9, 8, 7, 6, 5, 4, 3]
        .map((ago) => (bad.cigarettes - onDay(ago)) / (ago - bad.ago))
        .sort((a, b) => a - b);
      const high = Math.round(steep[1]! * 70) / 10;
      same(trend, {
        healthScores: [],
        logs: 8,
        from: daysAgo(9),
        to: daysAgo(2),
        perWeek: { change: -LESS * 7, low: -LESS * 7, high },
      });
      return trend;
    }),
  ];
};

import { partialDeepStrictEqual as has, rejects, deepStrictEqual as same } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { getSummary, getTrends, logCraving, logDay, setQuitPlan, setSmokingProfile } from '#lambdas/cessation/routes';
import type { Craving } from '#lambdas/cessation/schemas';
import { getMembership } from '#lambdas/membership/routes';
import { listNotices } from '#lambdas/notifications/routes';
import { granted } from '../../../bin/client/granted.ts';
import { consent } from '../../../bin/client/person.ts';
import { type Listening, listen } from '../../../bin/client/socket.ts';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import type { Cast } from '../journey.ts';
import { eventually, step } from '../step.ts';

const ZONE = 'Asia/Almaty';
const DAY = 86_400_000;
const SINCE = 10;

/** So many days before today, where the client lives. */
export const daysAgo = (count: number) =>
  new Date(Date.parse(new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format()) - count * DAY)
    .toISOString()
    .slice(0, 10);

/** What a pack of cigarettes costs the client, which nobody else learns. */
export const PACK_COSTS = 85_000;

export const quitAttempt = (deployed: Deployed, cast: Cast) => {
  const me = () => cast.client!;
  const plan = { quitDate: daysAgo(SINCE), zone: ZONE, method: 'abrupt' } as const;
  const pack = { price: { amountMinor: PACK_COSTS, currency: 'KZT' }, cigarettes: 20 };
  const smoking = { zone: ZONE, cigarettesADay: 20, smokingSince: '2001-05-01' };
  const slip = { at: new Date().toISOString(), trigger: 'coffee', intensity: 7, smoked: true } as const;
  const key = randomUUID();
  let socket: Listening;
  let attemptId: string;
  let craving: Craving;

  const tellDay = async (date: string, told: { cigarettes: number; mood: number; craving: number }) => {
    const day = granted(await me().call(logDay, { params: { date }, body: told }));
    has(day, { ...told, date, clientId: me().id, backDated: date < daysAgo(0) });
    return day;
  };

  return [
    step('listens on the WebSocket', async () => {
      socket = listen(deployed, me().tokens.access_token);
      await socket.opened;
      await rejects(listen(deployed, 'a.b.c').opened);
      return 'open; one with a made-up token is refused';
    }),
    step('is asked for consent before anything about their health is taken', async () => {
      const { status, problem } = await me().call(setQuitPlan, { body: plan });
      has({ status, problem }, { status: 403, problem: { document: 'health-data', at: '/v1/consents' } });
      return problem;
    }),
    step('reads what they consent to, and consents', async () => {
      const given = await consent(me());
      has(given, { personId: me().id, document: 'health-data' });
      return given;
    }),
    step('tells how they smoke', async () => {
      const profile = granted(await me().call(setSmokingProfile, { body: { ...smoking, pack } }));
      has(profile, { ...smoking, clientId: me().id, packs: [{ ...pack, from: daysAgo(0) }] });
      return profile;
    }),
    step('is a Basic member by it', async () => {
      const member = await eventually(async () => granted(await me().call(getMembership)));
      has(member, { personId: me().id, plan: 'basic' });
      return member;
    }),
    step(`stopped ${SINCE} days ago`, async () => {
      const attempt = granted(await me().call(setQuitPlan, { body: plan }));
      has(attempt, { ...plan, clientId: me().id, status: 'running' });
      attemptId = attempt.id;
      return attempt;
    }),
    step('slips', async () => {
      craving = granted(await me().call(logCraving, { body: slip, key }));
      same(craving, { ...slip, id: craving.id, clientId: me().id, attemptId, date: daysAgo(0) });
      return craving;
    }),
    step('sends it again under the same key, as a phone without a net does', async () => {
      same(granted(await me().call(logCraving, { body: slip, key })), craving);
      return 'the same answer';
    }),
    step('is told at once of a way back', async () => {
      const message = await socket.next();
      has(message, { type: 'notice', personId: me().id, kind: 'lapse-recovery', at: slip.at });
      return message;
    }),
    step('finds the one notice in the inbox', async () => {
      const { items } = granted(await me().call(listNotices, { query: { limit: 10 } }));
      const notices = items.map(({ id, ...notice }) => notice);
      same(notices, [{ personId: me().id, kind: 'lapse-recovery', at: slip.at, read: false }]);
      return items;
    }),
    step('tells of a day without a cigarette', () => tellDay(daysAgo(3), { cigarettes: 0, mood: 4, craving: 2 })),
    step('tells of a day with four', () => tellDay(daysAgo(5), { cigarettes: 4, mood: 2, craving: 9 })),
    step('hears of that lapse too', async () => {
      const heard = async (): Promise<unknown[]> => {
        const message = await socket.next(); // what they unlocked on the way is told, too
        return (message as { kind: string }).kind === 'lapse-recovery' ? [message] : [message, ...(await heard())];
      };
      const messages = await heard();
      socket.close();
      return messages;
    }),
    step('sees how far they have come', async () => {
      const summary = granted(await me().call(getSummary));
      // Of the days up to yesterday one had four cigarettes; today's slip ends the run. Worked out here, by hand.
      const avoided = SINCE * smoking.cigarettesADay - 4;
      const lived = (Date.parse(plan.quitDate) - Date.parse(smoking.smokingSince)) / DAY;
      const index = Math.round((smoking.cigarettesADay * lived) / 365.25);
      has(summary, {
        asOf: daysAgo(0),
        quitDate: plan.quitDate,
        since: plan.quitDate,
        logs: 2,
        smokeFree: { current: 0, longest: 5, total: SINCE - 1, since: plan.quitDate, lastCigaretteAt: slip.at },
        cigarettesAvoided: avoided,
        moneySaved: [{ currency: 'KZT', amountMinor: avoided * (PACK_COSTS / 20) }],
        brinkman: { atQuit: index, band: index < 200 ? '0-199' : index < 600 ? '200-599' : '600+', at: plan.quitDate },
        abstinence: { last7Days: { holds: false, logs: 2 } },
        dataAccuracy: { days: SINCE, logs: 2, backDated: 2, edited: 0, contradicted: 0 },
      });
      return summary;
    }),
    step('is shown the way to Premium instead of trends', async () => {
      const { status, problem } = await me().call(getTrends);
      has({ status, problem }, { status: 403, problem: { feature: 'trends', plan: 'premium' } });
      has(problem, { upgrade: '/v1/membership-plans' });
      return problem;
    }),
  ];
};

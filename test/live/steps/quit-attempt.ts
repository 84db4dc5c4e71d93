import { partialDeepStrictEqual as has, rejects, deepStrictEqual as same } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { logCraving, setQuitPlan } from '#lambdas/cessation/routes';
import type { Craving } from '#lambdas/cessation/schemas';
import { listNotices } from '#lambdas/notifications/routes';
import { dayIn } from '#shared/time';
import { granted } from '../../../bin/client/granted.ts';
import { type Listening, listen } from '../../../bin/client/socket.ts';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import type { Cast } from '../journey.ts';
import { eventually, step } from '../step.ts';

const ZONE = 'Asia/Almaty';

export const quitAttempt = (deployed: Deployed, cast: Cast) => {
  const plan = { quitDate: dayIn(ZONE, new Date().toISOString()), zone: ZONE, method: 'abrupt' } as const;
  const slip = { at: new Date().toISOString(), trigger: 'coffee', intensity: 7, smoked: true } as const;
  const key = randomUUID();
  let socket: Listening;
  let attemptId: string;
  let craving: Craving;
  return [
    step('listens on the WebSocket', async () => {
      socket = listen(deployed, cast.client!.tokens.access_token);
      await socket.opened;
      await rejects(listen(deployed, 'a.b.c').opened);
      return 'open; one with a made-up token is refused';
    }),
    step('plans to stop today', async () => {
      const attempt = granted(await cast.client!.call(setQuitPlan, { body: plan }));
      has(attempt, { ...plan, clientId: cast.client!.id, status: 'running' });
      attemptId = attempt.id;
      return attempt;
    }),
    step('slips', async () => {
      craving = granted(await cast.client!.call(logCraving, { body: slip, key }));
      same(craving, { ...slip, id: craving.id, clientId: cast.client!.id, attemptId });
      return craving;
    }),
    step('sends it again under the same key, as a phone without a net does', async () => {
      same(granted(await cast.client!.call(logCraving, { body: slip, key })), craving);
      return 'the same answer';
    }),
    step('is told at once of a way back', async () => {
      const message = await socket.next();
      has(message, { type: 'notice', personId: cast.client!.id, kind: 'lapse-recovery', at: slip.at });
      return message;
    }),
    step('finds the one notice in the inbox', async () => {
      const { items } = await eventually(async () => granted(await cast.client!.call(listNotices)));
      same(
        items.map(({ id, ...notice }) => notice),
        [{ personId: cast.client!.id, kind: 'lapse-recovery', at: slip.at, read: false }],
      );
      socket.close();
      return items;
    }),
  ];
};

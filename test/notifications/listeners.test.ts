import { describe, expect, it } from 'vitest';
import { unlocked } from '#lambdas/achievements/events';
import { followUpDue, quitAchieved, relapsed } from '#lambdas/cessation/events';
import { noticed } from '#lambdas/notifications/events';
import { handler as onFollowUpDue } from '#lambdas/notifications/on-follow-up-due';
import { handler as onQuitAchieved } from '#lambdas/notifications/on-quit-achieved';
import { handler as onRelapsed } from '#lambdas/notifications/on-relapsed';
import { handler as onUnlocked } from '#lambdas/notifications/on-unlocked';
import { notices } from '#lambdas/notifications/records';
import { deliver, raised, stoppedAnywhere } from '../kit/index.ts';

const at = '2026-01-02T09:00:00.000Z';
const ofAttempt = { clientId: 'cli_1', attemptId: 'att_1', at };

describe.each([
  ['achievement', onUnlocked, () => unlocked.raise({ id: 'ach_1', personId: 'cli_1', achievement: 'first-log', at })],
  ['relapse', onRelapsed, () => relapsed.raise(ofAttempt)],
  ['follow-up-due', onFollowUpDue, () => followUpDue.raise({ ...ofAttempt, months: 6 })],
  ['quit-achieved', onQuitAchieved, () => quitAchieved.raise(ofAttempt)],
])('a notice of kind %s', (kind, handler, event) => {
  it('is one for each event, however often it comes', async () => {
    const [one, other] = [event(), event()];
    for (const each of [one, other, one]) await deliver(handler, each);
    const told = { kind, at, read: false };
    expect(await notices.list({ personId: 'cli_1' })).toMatchObject([told, told]);
    expect(await raised(noticed)).toHaveLength(2);
  });

  it('is all there or not at all, wherever it is stopped', async () => {
    await stoppedAnywhere(handler, event());
    expect(await notices.list({ personId: 'cli_1' })).toHaveLength(1);
  });
});

import { expect, it } from 'vitest';
import { unlocked } from '#lambdas/achievements/events';
import { noticed } from '#lambdas/notifications/events';
import { handler } from '#lambdas/notifications/on-unlocked';
import { notices } from '#lambdas/notifications/records';
import { deliver, raised, stoppedAnywhere } from '../kit/index.ts';

const at = '2026-01-02T09:00:00.000Z';
const event = (id: string) => unlocked.raise({ id, personId: 'cli_1', achievement: 'first-log', at });

it('tells of each achievement, once', async () => {
  const [one, other] = [event('ach_1'), event('ach_2')];
  for (const each of [one, other, one]) await deliver(handler, each);
  const told = { kind: 'achievement', at, read: false };
  expect(await notices.list({ personId: 'cli_1' })).toMatchObject([told, told]);
  expect(await raised(noticed)).toHaveLength(2);
});

it('is all there or not at all, wherever it is stopped', async () => {
  await stoppedAnywhere(handler, event('ach_1'));
  expect(await notices.list({ personId: 'cli_1' })).toHaveLength(1);
});

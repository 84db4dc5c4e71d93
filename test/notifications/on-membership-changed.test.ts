import { expect, it } from 'vitest';
import { membershipChanged } from '#lambdas/membership/events';
import { noticed } from '#lambdas/notifications/events';
import { handler } from '#lambdas/notifications/on-membership-changed';
import { notices } from '#lambdas/notifications/records';
import { deliver, raised, stoppedAnywhere } from '../kit/index.ts';

const at = '2026-01-02T09:00:00.000Z';
const changed = (plan: 'basic' | 'premium', isNew = true) =>
  membershipChanged.raise({ personId: 'cli_1', plan, at, isNew });

it('tells a new Premium member, once; a Basic one nothing, nor who goes on', async () => {
  const event = changed('premium');
  for (const one of [event, event, changed('basic'), changed('premium', false)]) await deliver(handler, one);
  expect(await notices.list({ personId: 'cli_1' })).toMatchObject([{ kind: 'premium-granted', at, read: false }]);
  expect(await raised(noticed)).toHaveLength(1);
});

it('is all there or not at all, wherever it is stopped', async () => {
  await stoppedAnywhere(handler, changed('premium'));
  expect(await notices.list({ personId: 'cli_1' })).toHaveLength(1);
});

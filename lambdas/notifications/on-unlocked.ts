import { consumer } from '#shared/events/consumer';
import { noticed } from './events.ts';
import { onUnlocked } from './listeners.ts';
import { notices } from './records.ts';

export const handler = consumer(onUnlocked, async ({ event: { personId, at }, newId }) => {
  const notice = { id: newId('ntc'), personId, kind: 'achievement' as const, at, read: false };
  return [notices.add(notice), noticed.raise(notice)];
});

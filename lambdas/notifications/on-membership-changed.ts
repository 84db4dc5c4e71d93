import { consumer } from '#shared/events/consumer';
import { noticed } from './events.ts';
import { onMembershipChanged } from './listeners.ts';
import { notices } from './records.ts';

export const handler = consumer(onMembershipChanged, async ({ event: { personId, plan, at }, newId }) => {
  if (plan !== 'premium') return [];
  const notice = { id: newId('ntc'), personId, kind: 'premium-granted' as const, at, read: false };
  return [notices.add(notice), noticed.raise(notice)];
});

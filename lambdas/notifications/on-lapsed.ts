import { consumer } from '#shared/events/consumer';
import { noticed } from './events.ts';
import { onLapsed } from './listeners.ts';
import { notices } from './records.ts';

export const handler = consumer(onLapsed, async ({ event, newId }) => {
  const notice = {
    id: newId('ntc'),
    personId: event.clientId,
    kind: 'lapse-recovery' as const,
    at: event.at,
    read: false,
  };
  return [notices.add(notice), noticed.raise(notice)];
});

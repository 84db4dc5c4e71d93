import { consumer } from '#shared/events/consumer';
import { noticeOf } from './decisions.ts';
import { onMembershipRefunded } from './listeners.ts';

export const handler = consumer(onMembershipRefunded, async ({ event: { personId, at }, newId }) =>
  noticeOf({ personId, kind: 'refunded', at }, newId),
);

import { consumer } from '#shared/events/consumer';
import { noticeOf } from './decisions.ts';
import { onRefunded } from './listeners.ts';

export const handler = consumer(onRefunded, async ({ event: { payerId: personId, at }, newId }) =>
  noticeOf({ personId, kind: 'refunded', at }, newId),
);

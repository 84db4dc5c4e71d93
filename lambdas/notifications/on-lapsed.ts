import { consumer } from '#shared/events/consumer';
import { noticeOf } from './decisions.ts';
import { onLapsed } from './listeners.ts';

export const handler = consumer(onLapsed, async ({ event: { clientId, at }, newId }) =>
  noticeOf({ personId: clientId, kind: 'lapse-recovery', at }, newId),
);

import { consumer } from '#shared/events/consumer';
import { noticeOf } from './decisions.ts';
import { onRelapsed } from './listeners.ts';

export const handler = consumer(onRelapsed, async ({ event: { clientId, at }, newId }) =>
  noticeOf({ personId: clientId, kind: 'relapse', at }, newId),
);

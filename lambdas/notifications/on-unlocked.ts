import { consumer } from '#shared/events/consumer';
import { noticeOf } from './decisions.ts';
import { onUnlocked } from './listeners.ts';

export const handler = consumer(onUnlocked, async ({ event: { personId, at }, newId }) =>
  noticeOf({ personId, kind: 'achievement', at }, newId),
);

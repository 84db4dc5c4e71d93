import { consumer } from '#shared/events/consumer';
import { noticeOf } from './decisions.ts';
import { onQuitAchieved } from './listeners.ts';

export const handler = consumer(onQuitAchieved, async ({ event: { clientId, at }, newId }) =>
  noticeOf({ personId: clientId, kind: 'quit-achieved', at }, newId),
);

import { consumer } from '#shared/events/consumer';
import { noticeOf } from './decisions.ts';
import { onFollowUpDue } from './listeners.ts';

export const handler = consumer(onFollowUpDue, async ({ event: { clientId, at }, newId }) =>
  noticeOf({ personId: clientId, kind: 'follow-up-due', at }, newId),
);

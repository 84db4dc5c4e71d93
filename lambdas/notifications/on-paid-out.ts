import { consumer } from '#shared/events/consumer';
import { noticeOf } from './decisions.ts';
import { onPaidOut } from './listeners.ts';

export const handler = consumer(onPaidOut, async ({ event: { providerId: personId, at }, newId }) =>
  noticeOf({ personId, kind: 'paid-out', at }, newId),
);

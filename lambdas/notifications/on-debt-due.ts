import { consumer } from '#shared/events/consumer';
import { noticeOf } from './decisions.ts';
import { onDebtDue } from './listeners.ts';

export const handler = consumer(onDebtDue, async ({ event: { providerId: personId, at }, newId }) =>
  noticeOf({ personId, kind: 'debt-due', at }, newId),
);

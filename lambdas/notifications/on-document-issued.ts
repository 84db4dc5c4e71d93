import { consumer } from '#shared/events/consumer';
import { noticeOf } from './decisions.ts';
import { onDocumentIssued } from './listeners.ts';

export const handler = consumer(onDocumentIssued, async ({ event: { recipientId: personId, issuedAt: at }, newId }) =>
  noticeOf({ personId, kind: 'document-issued', at }, newId),
);

import { consumer } from '#shared/events/consumer';
import { noticeOf } from './decisions.ts';
import { onMembershipChanged } from './listeners.ts';

export const handler = consumer(onMembershipChanged, async ({ event: { personId, plan, at, isNew }, newId }) =>
  plan === 'premium' && isNew ? noticeOf({ personId, kind: 'premium-granted', at }, newId) : [],
);

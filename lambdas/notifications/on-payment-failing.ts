import { consumer } from '#shared/events/consumer';
import { noticeOf, written } from './decisions.ts';
import { onPaymentFailing } from './listeners.ts';

/** By letter besides, since there are seven days to put it right. */
export const handler = consumer(onPaymentFailing, async ({ event: { personId, until, at }, newId }) => {
  await written('failing', personId, until);
  return noticeOf({ personId, kind: 'payment-failing', at }, newId);
});

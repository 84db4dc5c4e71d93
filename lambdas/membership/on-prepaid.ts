import { consumer } from '#shared/events/consumer';
import { membershipChanged } from './events.ts';
import { onPrepaid } from './listeners.ts';
import { prepayments } from './records.ts';

/** Premium is open by then: it is opened in the commit of the payment, where no other module's event can be raised. */
export const handler = consumer(onPrepaid, async ({ event: { id: paymentId, payerId: personId, at } }) => {
  const paid = await prepayments.get({ personId, paymentId });
  if (paid === undefined) return [];
  return [membershipChanged.raise({ personId, plan: 'premium', until: paid.until, at, isNew: paid.from === at })];
});

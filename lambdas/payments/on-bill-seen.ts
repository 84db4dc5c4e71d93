import { consumer } from '#shared/events/consumer';
import { openStripe } from '#shared/gateways/stripe/open';
import { billPaid } from './decisions.ts';
import { onBillSeen } from './listeners.ts';

export const handler = consumer(onBillSeen, async ({ event: { ref }, now }) => billPaid(await openStripe(), ref, now));

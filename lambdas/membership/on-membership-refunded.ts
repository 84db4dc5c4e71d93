import { consumer } from '#shared/events/consumer';
import { certain } from '#shared/gateways/answer';
import { openStripe } from '#shared/gateways/stripe/open';
import { opened } from './decisions.ts';
import { isRunning, observed } from './domain/subscription.ts';
import { onMembershipRefunded } from './listeners.ts';
import { subscriptions } from './records.ts';

/** Who has all of it back for a time that still runs has no membership any more, and is billed no more. A part given back
 *  leaves it as it is. */
export const handler = consumer(
  onMembershipRefunded,
  async ({ event: { id, personId, ref: billRef, isWhole }, now }) => {
    const known = isWhole ? await subscriptions.get({ personId }) : undefined;
    if (known?.ref === undefined || !isRunning(known)) return [];
    const there = (await openStripe()).subscriptions!;
    const at = now.toISOString();
    const bill = certain(await there.readBill(billRef));
    if (bill.subscriptionRef !== known.ref || bill.periodEnd <= at) return [];
    const said = await there.end({ id, ref: known.ref });
    const subscription = said.kind === 'answer' ? said.value : certain(await there.read(known.ref));
    if (subscription.status !== 'ended') throw new Error(`${known.ref} goes on, and was to end`);
    const after = observed(known, { at, subscription });
    return opened(known, after, at); // whoever looks next sees that it is over
  },
);

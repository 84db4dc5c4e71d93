import { consumer } from '#shared/events/consumer';
import { certain } from '#shared/gateways/answer';
import { openStripe } from '#shared/gateways/stripe/open';
import type { GatewayBill, Subscriptions } from '#shared/gateways/subscriptions';
import { looked } from './decisions.ts';
import { onToSettleSubscription } from './listeners.ts';
import { subscriptions } from './records.ts';

/** Whatever we were told, we look; of what nobody here knows nothing is settled. */
export const handler = consumer(onToSettleSubscription, async ({ event: { about, ref, gateway }, now }) => {
  const find = FINDS[about];
  if (gateway !== 'stripe' || ref === undefined || find === undefined) return [];
  const found = await find((await openStripe()).subscriptions!, ref);
  const known = found.personId === undefined ? undefined : await subscriptions.get({ personId: found.personId });
  return known === undefined ? [] : looked(known, now, found);
});

/** Whose it is, and what to look at beside what we know of them. */
interface Found {
  readonly personId?: string | undefined;
  readonly ref?: string | undefined;
  readonly bill?: GatewayBill;
}

const FINDS: { readonly [about: string]: ((there: Subscriptions, ref: string) => Promise<Found>) | undefined } = {
  async subscription(there, ref) {
    return { personId: certain(await there.read(ref)).tags['person'], ref };
  },
  async checkout(there, ref) {
    const { tags, subscriptionRef } = certain(await there.readCheckout(ref));
    return { personId: tags['person'], ref: subscriptionRef };
  },
  async bill(there, ref) {
    const bill = certain(await there.readBill(ref));
    return { personId: bill.tags['person'], ref: bill.subscriptionRef, bill };
  },
};

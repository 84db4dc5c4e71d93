import { consumer } from '#shared/events/consumer';
import { certain } from '#shared/gateways/answer';
import { openStripe } from '#shared/gateways/stripe/open';
import type { Subscriptions } from '#shared/gateways/subscriptions';
import { opened } from './decisions.ts';
import { observed } from './domain/subscription.ts';
import { membershipChanged } from './events.ts';
import { onToSettleSubscription } from './listeners.ts';
import { subscriptions } from './records.ts';

/** The one place where Premium is opened for money: by what a look at the gateway shows, whatever we were told. The record is
 *  read first, so that of two who look at once the one that looked earlier decides again. */
export const handler = consumer(onToSettleSubscription, async ({ event: { about, ref, gateway }, now }) => {
  if (gateway !== 'stripe' || ref === undefined || !isOurs(about)) return [];
  const there = (await openStripe()).subscriptions!;
  const subscriptionRef = await subscriptionOf(there, about, ref);
  if (subscriptionRef === undefined) return [];
  const { person: personId } = certain(await there.read(subscriptionRef)).tags;
  const known = personId === undefined ? undefined : await subscriptions.get({ personId });
  if (known === undefined) return [];

  const at = now.toISOString();
  const subscription = certain(await there.read(subscriptionRef));
  const { lastBillRef } = subscription;
  const bill = lastBillRef === undefined ? undefined : certain(await there.readBill(lastBillRef));
  const after = observed(known, { at, subscription, bill });
  const { effects, changed } = await opened(known, after, at);
  return [...effects, changed && membershipChanged.raise({ ...changed, at })];
});

const isOurs = (about: string): about is 'subscription' | 'checkout' | 'bill' =>
  ['subscription', 'checkout', 'bill'].includes(about);

async function subscriptionOf(there: Subscriptions, about: 'subscription' | 'checkout' | 'bill', ref: string) {
  if (about === 'subscription') return ref;
  if (about === 'checkout') return certain(await there.readCheckout(ref)).subscriptionRef;
  return certain(await there.readBill(ref)).subscriptionRef;
}

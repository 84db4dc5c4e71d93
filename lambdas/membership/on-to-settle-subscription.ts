import { consumer } from '#shared/events/consumer';
import type { Answer } from '#shared/gateways/answer';
import { openStripe } from '#shared/gateways/stripe/open';
import type { Subscriptions } from '#shared/gateways/subscriptions';
import { observed, premiumUntil } from './domain/subscription.ts';
import { membershipChanged } from './events.ts';
import { granted } from './index.ts';
import { onToSettleSubscription } from './listeners.ts';
import { memberships, subscriptions } from './records.ts';

/** The one place where Premium is opened for money: by what a look at the gateway shows, whatever we were told. The record is
 *  read first, so that of two who look at once the one that looked earlier decides again. */
export const handler = consumer(onToSettleSubscription, async ({ event: { about, ref, gateway }, now }) => {
  if (gateway !== 'stripe' || ref === undefined || !isOurs(about)) return [];
  const there = (await openStripe()).subscriptions!;
  const subscriptionRef = await subscriptionOf(there, about, ref);
  if (subscriptionRef === undefined) return [];
  const { person: personId } = told(await there.read(subscriptionRef)).tags;
  const known = personId === undefined ? undefined : await subscriptions.get({ personId });
  if (known === undefined) return [];

  const at = now.toISOString();
  const subscription = told(await there.read(subscriptionRef));
  const { lastBillRef } = subscription;
  const bill = lastBillRef === undefined ? undefined : told(await there.readBill(lastBillRef));
  const after = observed(known, { at, subscription, bill });
  const until = premiumUntil(after);
  const current = await memberships.get({ personId: known.personId });
  const isOthers =
    current?.until !== undefined && current.until !== known.grantedUntil && current.until > (until ?? '');
  if (until === undefined || until === known.grantedUntil || isOthers) return [subscriptions.change(known, after)];
  const since = current?.plan === 'premium' ? current.since : at;
  const membership = { personId: known.personId, plan: 'premium' as const, since, until };
  return [
    subscriptions.change(known, { ...after, grantedUntil: until }),
    ...(await granted(membership)),
    membershipChanged.raise({ ...membership, at }),
  ];
});

const isOurs = (about: string): about is 'subscription' | 'checkout' | 'bill' =>
  ['subscription', 'checkout', 'bill'].includes(about);

async function subscriptionOf(there: Subscriptions, about: 'subscription' | 'checkout' | 'bill', ref: string) {
  if (about === 'subscription') return ref;
  if (about === 'checkout') return told(await there.readCheckout(ref)).subscriptionRef;
  return told(await there.readBill(ref)).subscriptionRef;
}

function told<T>(said: Answer<T>): T {
  if (said.kind === 'answer') return said.value;
  throw new Error(`the gateway: ${said.kind === 'doubt' ? said.why : said.code}`);
}

import { openStripe } from '#shared/gateways/stripe/open';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { kept, offered, pricesEver, told, viewOf } from './decisions.ts';
import { priceForPeriod } from './domain/prices.ts';
import { actRefused, isRunning, noSubscription, observed } from './domain/subscription.ts';
import { soon } from './domain/watch.ts';
import { toLook } from './events.ts';
import { subscriptions } from './records.ts';
import { changeBillingPeriod } from './routes.ts';

/** Between month and year, at once: what was paid for and not used is credited. Whoever comes again after being cut off may find
 *  it done. */
export const handler = endpoint(changeBillingPeriod, async ({ body: { every }, actor, now, newId, first, isBegun }) => {
  const personId = actor.id;
  const known = await subscriptions.get({ personId });
  if (known?.ref === undefined || !isRunning(known)) throw noSubscription();
  const all = await pricesEver();
  const current = all.find(({ id }) => id === known.priceId);
  if (current === undefined) throw actRefused();
  if (current.every === every && (await isBegun())) return outcome(await viewOf(known));
  const price = priceForPeriod(all, current, every);
  await first(...(await kept(known, { ...known, lookAt: soon(now) })));
  const begun = (await subscriptions.get({ personId }))!;
  const there = (await openStripe()).subscriptions!;
  const priceRef = await offered(there, price);
  const subscription = told(await there.change({ id: newId('act'), ref: known.ref, priceRef }));
  const { lastBillRef } = subscription;
  const bills = lastBillRef === undefined ? [] : [told(await there.readBill(lastBillRef))];
  const at = now.toISOString();
  const after = observed(begun, { at, subscription, bills });
  return outcome(await viewOf(after), subscriptions.change(begun, after), toLook.raise({ personId, at }));
});

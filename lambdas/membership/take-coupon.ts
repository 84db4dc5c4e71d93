import { openStripe } from '#shared/gateways/stripe/open';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { couponAt, couponBy, kept, pricesEver, told, usedInstead, viewOf } from './decisions.ts';
import { checkCoupon, discountedAlready } from './domain/coupon.ts';
import { actRefused, isRunning, noSubscription, observed } from './domain/subscription.ts';
import { soon } from './domain/watch.ts';
import { toLook } from './events.ts';
import { subscriptions } from './records.ts';
import { takeCoupon } from './routes.ts';

/** The use is counted before the gateway is asked; whoever looks finds whether it took the coupon, and else gives the use
 *  back. */
export const handler = endpoint(takeCoupon, async ({ body: { coupon: code }, actor, now, newId, first, isBegun }) => {
  const [personId, at, id] = [actor.id, now.toISOString(), newId('act')];
  const known = await subscriptions.get({ personId });
  if (known?.ref === undefined || !isRunning(known)) throw noSubscription();
  const found = await couponBy(code);
  if (!(await isBegun())) {
    const price = (await pricesEver()).find((one) => one.id === known.priceId);
    if (price === undefined) throw actRefused();
    checkCoupon(found, price, now);
    if (known.discount ?? known.asked) throw discountedAlready();
    const intent = { ...known, asked: { id, coupon: code, at }, lookAt: soon(now) };
    await first(...(await kept(known, intent)), ...usedInstead(found, undefined));
  }
  const begun = (await subscriptions.get({ personId }))!;
  if (begun.asked?.id !== id) return outcome(await viewOf(begun)); // whoever looked meanwhile has settled it
  const there = (await openStripe()).subscriptions!;
  const couponRef = await couponAt(there, found!);
  const subscription = told(await there.discount({ id, ref: known.ref, couponRef }));
  const after = { ...observed(begun, { at, subscription }), asked: undefined };
  return outcome(await viewOf(after), subscriptions.change(begun, after), toLook.raise({ personId, at }));
});

import type { PaymentGateway } from '#shared/gateways/port';
import { openStripe } from '#shared/gateways/stripe/open';
import type { GatewayCheckout, Payers } from '#shared/gateways/subscriptions';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import type { Stored } from '#shared/table/entity';
import { checkoutAt, couponAt, couponBy, kept, offered, pricesEver, told, usedInstead } from './decisions.ts';
import { checkoutOf, checkoutOver, isAlike, priceFor } from './domain/checkout.ts';
import { checkCoupon, discountOf } from './domain/coupon.ts';
import { actRefused, isRunning, subscribedAlready } from './domain/subscription.ts';
import { soon } from './domain/watch.ts';
import { memberships, subscriptions } from './records.ts';
import { checkOutMembership } from './routes.ts';
import type { OpenCheckout, Subscription } from './subscription-schemas.ts';

/** Leads to the gateway's page. Nothing is granted here: the gateway says when somebody has paid. One checkout of theirs is open
 *  at a time, and stands here before the gateway is asked for it: who asks for the same again comes to the same page, and who
 *  asks for another has the older one closed first, so that no two are paid. */
export const handler = endpoint(checkOutMembership, async ({ body, actor, now, newId, first, isBegun }) => {
  const { id: personId } = actor;
  const known = await subscriptions.get({ personId });
  if (known && isRunning(known)) throw subscribedAlready();
  const [id, gateway, isNew] = [newId('chk'), await openStripe(), !(await isBegun())];
  if (isNew) {
    const price = priceFor(await pricesEver(), body);
    const [coupon, before] = await Promise.all(
      [body.coupon, known?.checkout?.coupon].map((code) => (code === undefined ? undefined : couponBy(code))),
    );
    if (body.coupon !== undefined) checkCoupon(coupon, price, now, before?.code === body.coupon);
    const paidAhead = (await memberships.get({ personId }))?.prepaidUntil;
    const wanted = checkoutOf(price, body, { id, isFirst: known?.ref === undefined, paidAhead, now });
    const standing = known?.checkout && (await pageOf(gateway, known));
    if (standing?.status === 'complete') throw subscribedAlready();
    if (standing?.status === 'open' && isAlike(known!.checkout!, wanted)) return led(known!, standing);
    if (standing?.status === 'open') await closed(gateway, known!.checkout!.id, standing);
    const payerRef = known?.payerRef ?? (await payer(gateway.payers!, personId));
    const intent = { ...(known ?? { personId }), payerRef, checkout: wanted, lookAt: soon(now) };
    await first(...(await kept(known, intent)), ...usedInstead(coupon, before));
  }
  const begun = await subscriptions.get({ personId });
  const page = begun?.checkout?.id === id ? await pageOf(gateway, begun, isNew) : undefined;
  if (page?.status === 'complete') throw subscribedAlready();
  if (page?.status !== 'open') throw checkoutOver();
  return led(begun!, page);
});

async function led(known: Stored<Subscription>, { ref, url }: GatewayCheckout) {
  const checkout = known.checkout!;
  const { price, coupon } = await wantedIn(checkout);
  const answer = {
    url: url!,
    until: checkout.until,
    price: price.price,
    ...(coupon && { discount: discountOf(coupon) }),
  };
  return outcome(
    answer,
    ...(checkout.ref === ref ? [] : await kept(known, { ...known, checkout: { ...checkout, ref } })),
  );
}

async function wantedIn({ priceId, coupon: code }: OpenCheckout) {
  const [prices, coupon] = await Promise.all([pricesEver(), code === undefined ? undefined : couponBy(code)]);
  return { price: prices.find(({ id }) => id === priceId)!, coupon };
}

/** The page of the checkout that they have open: asked for now if it was not made yet. Undefined if it can be made no more. */
async function pageOf(
  gateway: PaymentGateway,
  known: Subscription,
  isNew = false,
): Promise<GatewayCheckout | undefined> {
  const there = gateway.subscriptions!;
  const found = isNew ? undefined : told(await checkoutAt(there, known));
  if (found !== undefined) return found;
  const { payerRef, personId, checkout } = known;
  const { id, successUrl, cancelUrl, trialDays, until: expiresAt } = checkout!;
  const { price, coupon } = await wantedIn(checkout!);
  const made = await there.checkout({
    ...{ id, payerRef, tags: { person: personId }, successUrl, cancelUrl, trialDays, expiresAt },
    priceRef: await offered(there, price),
    couponRef: coupon && (await couponAt(there, coupon)),
  });
  return made.kind === 'refusal' ? undefined : told(made);
}

/** Nobody pays by that page any more; unless they have paid there meanwhile. */
async function closed({ subscriptions: there }: PaymentGateway, id: string, { ref }: GatewayCheckout): Promise<void> {
  const said = await there!.expireCheckout({ id, ref });
  const page = said.kind === 'refusal' ? told(await there!.readCheckout(ref)) : told(said);
  if (page.status === 'complete') throw subscribedAlready();
  if (page.status === 'open') throw actRefused();
}

/** The gateway knows a payer by our id of them; its index may lag, its key holds for a day. */
const payer = async (payers: Payers, id: string): Promise<string> =>
  (told(await payers.find(id)) ?? told(await payers.create({ id }))).ref;

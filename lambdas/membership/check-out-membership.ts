import type { Answer } from '#shared/gateways/answer';
import { openStripe } from '#shared/gateways/stripe/open';
import type { Payers } from '#shared/gateways/subscriptions';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { pricesNow } from './decisions.ts';
import { actRefused, checkoutSilent, isRunning, noSuchPrice, subscribedAlready } from './domain/subscription.ts';
import { subscriptions } from './records.ts';
import { checkOutMembership } from './routes.ts';

/** Leads to the gateway's page. Nothing is granted here: the gateway says when somebody has paid. All that is asked of it is
 *  asked under ids of ours, so whoever was cut off asks again and comes to the same page. */
export const handler = endpoint(checkOutMembership, async ({ body, actor: { id: personId }, newId }) => {
  const { plan, every, currency, successUrl, cancelUrl } = body;
  const known = await subscriptions.get({ personId });
  if (known && isRunning(known)) throw subscribedAlready();
  const all = await pricesNow();
  const asked = all.find((one) => one.plan === plan && one.every === every && one.price.currency === currency);
  if (asked === undefined) throw noSuchPrice();

  const gateway = await openStripe();
  const there = gateway.subscriptions!;
  const payerRef = known?.payerRef ?? (await payer(gateway.payers!, personId));
  const { id, price, trialDays } = asked;
  const offer = told(await there.offer({ id, planId: plan, title: 'Premium', price, every }));
  const page = told(
    await there.checkout({
      id: newId('chk'),
      payerRef,
      priceRef: offer.ref,
      tags: { person: personId },
      successUrl,
      cancelUrl,
      ...(trialDays > 0 && known?.ref === undefined && { trialDays }), // a trial is had once
    }),
  );
  return outcome({ url: page.url! }, !known && subscriptions.add({ personId, payerRef }));
});

/** The gateway knows a payer by our id of them; its index may lag, its key holds for a day. */
async function payer(payers: Payers, id: string): Promise<string> {
  return (told(await payers.find(id)) ?? told(await payers.create({ id }))).ref;
}

function told<T>(said: Answer<T>): T {
  if (said.kind === 'answer') return said.value;
  throw said.kind === 'doubt' ? checkoutSilent() : actRefused();
}

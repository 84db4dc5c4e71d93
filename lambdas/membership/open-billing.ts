import { openStripe } from '#shared/gateways/stripe/open';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { checkoutSilent, noSubscription } from './domain/subscription.ts';
import { subscriptions } from './records.ts';
import { openBilling } from './routes.ts';

export const handler = endpoint(openBilling, async ({ query: { returnUrl }, actor }) => {
  const known = await subscriptions.get({ personId: actor.id });
  if (known === undefined) throw noSubscription();
  const there = (await openStripe()).subscriptions!;
  const said = await there.portal({ payerRef: known.payerRef, returnUrl });
  if (said.kind !== 'answer') throw checkoutSilent();
  return outcome({ url: said.value.url });
});

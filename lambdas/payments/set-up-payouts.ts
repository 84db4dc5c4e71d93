import { openStripe } from '#shared/gateways/stripe/open';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { sellerOf } from './decisions.ts';
import { gatewaySilent } from './domain/begin.ts';
import { noPayoutsThere } from './domain/payout.ts';
import { shardOf } from './domain/shards.ts';
import { sellers } from './records.ts';
import { setUpPayouts } from './routes.ts';

/** The gateway knows a provider by our id of them: asked twice, it has one account. */
export const handler = endpoint(setUpPayouts, async ({ body: { country, returnUrl }, actor, now }) => {
  const { accounts } = await openStripe();
  const seller = await sellerOf(actor.id);
  const made = seller?.accountRef ? undefined : await accounts!.create({ id: actor.id, country });
  if (made?.kind === 'doubt') throw gatewaySilent();
  if (made?.kind === 'refusal') throw noPayoutsThere();
  const accountRef = seller?.accountRef ?? made!.value.ref;
  const form = await accounts!.onboarding({ ref: accountRef, returnUrl, refreshUrl: returnUrl });
  if (form.kind !== 'answer') throw gatewaySilent();
  const { url } = form.value;
  if (seller) return outcome({ url }, made && sellers.change(seller, { accountRef }));
  const fresh = { shard: shardOf(actor.id), providerId: actor.id, since: now.toISOString(), payoutsEnabled: false };
  return outcome({ url }, sellers.add({ ...fresh, accountRef }));
});

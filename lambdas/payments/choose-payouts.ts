import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { sellerOf } from './decisions.ts';
import { payoutAccount } from './domain/payout.ts';
import { shardOf } from './domain/shards.ts';
import { sellers } from './records.ts';
import { choosePayouts } from './routes.ts';

/** What is asked for already goes where it was asked for; their account at Stripe stays, should they go back to it. */
export const handler = endpoint(choosePayouts, async ({ body: { paypalId }, actor, now }) => {
  const before = await sellerOf(actor.id);
  if (before) return outcome(payoutAccount({ ...before, paypalId }), sellers.change(before, { paypalId }));
  const fresh = { shard: shardOf(actor.id), providerId: actor.id, since: now.toISOString(), payoutsEnabled: false };
  return outcome(payoutAccount({ ...fresh, paypalId }), sellers.add({ ...fresh, paypalId }));
});

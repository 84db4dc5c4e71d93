import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { heldBy } from '#shared/table/grants';
import { secondFactor } from '#shared/users/pool';
import { sellerOf } from './decisions.ts';
import { PLATFORM } from './domain/platform.ts';

import { shardOf } from './domain/shards.ts';
import { agreedWith, checkTerms } from './domain/terms.ts';
import { sellers } from './records.ts';
import { setSellerTerms } from './routes.ts';

/** For what is sold from now on: each payment and bill keeps the rates at which it was sold. */
export const handler = endpoint(
  setSellerTerms,
  async ({ params: { id: providerId }, body: { commissionBps, commissionAt, taxBps }, actor, now }) => {
    const at = now.toISOString();
    const terms = { commissionBps, commissionAt, taxBps, agreed: { by: actor.id, at } };
    checkTerms(providerId, terms);
    const seller = await sellerOf(providerId);
    if (seller === undefined && !(await sells(providerId, now))) throw notFound();
    const fresh = { shard: shardOf(providerId), providerId, since: at, payoutsEnabled: false };
    return outcome(
      agreedWith(providerId, terms),
      seller ? sellers.change(seller, terms) : sellers.add({ ...fresh, ...terms }),
    );
  },
  secondFactor,
);

/** Terms can be agreed before anything is offered. */
async function sells(id: string, now: Date): Promise<boolean> {
  if (id === PLATFORM) return true;
  const held = await heldBy(id, now);
  return held.has('role', 'coach') || held.has('role', 'owner');
}

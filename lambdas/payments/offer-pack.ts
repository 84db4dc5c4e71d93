import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { sellerOf } from './decisions.ts';
import { checkOffer } from './domain/begin.ts';
import { shardOf } from './domain/shards.ts';
import { packs, places, sellers } from './records.ts';
import { offerPack } from './routes.ts';

export const handler = endpoint(offerPack, async ({ body, actor, now, newId }) => {
  const coachId = actor.id;
  const seller = await sellerOf(coachId);
  checkOffer(body.price, seller);
  const since = now.toISOString();
  const pack = { ...body, id: newId('pck'), coachId, status: 'offered' as const, since };
  return outcome(
    pack,
    packs.add(pack),
    places.add({ id: pack.id, owner: coachId, at: since }),
    seller ? undefined : sellers.add({ shard: shardOf(coachId), providerId: coachId, since, payoutsEnabled: false }),
  );
});

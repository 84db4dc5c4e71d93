import { timer } from '#shared/schedules/timer';
import { inBooks, linesOf, waits } from './decisions.ts';
import { dueTo, payoutsOf } from './domain/payout.ts';
import { payoutEntries } from './domain/payout-entries.ts';
import { SHARDS } from './domain/shards.ts';
import { toSettle } from './events.ts';
import { holds, payouts, places, sellers } from './records.ts';
import { everyMonthPayOut } from './schedules.ts';

export const handler = timer(everyMonthPayOut, async ({ at: moment, now, once }) => {
  const at = now.toISOString();
  const month = moment.toISOString().slice(0, 7);
  for (const shard of SHARDS) {
    for (const seller of await sellers.list({ shard })) {
      await once(seller.providerId, async (newId) => {
        const { providerId } = seller;
        const [{ payable, receivable }, held] = await Promise.all([linesOf(providerId), holds.list({ providerId })]);
        const all = dueTo(payable, receivable, held, now).flatMap((due) => payoutsOf(seller, due, month, at, newId));
        return all.flatMap((payout) => {
          const { id, gateway, status } = payout;
          return [
            payouts.add(payout),
            places.add({ id, owner: providerId, at: month }),
            ...inBooks(payoutEntries(payout, at)),
            status === 'asked' && waits({ id, at, gateway, about: 'transfer', of: id }),
            status === 'asked' && toSettle.raise({ gateway, about: 'transfer', id, of: id, at }),
          ];
        });
      });
    }
  }
});

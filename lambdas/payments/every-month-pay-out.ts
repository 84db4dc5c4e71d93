import { timer } from '#shared/schedules/timer';
import { booksOf, inBooks, waits } from './decisions.ts';
import { dueTo, leftOwing, payoutsOf } from './domain/payout.ts';
import { payoutEntries } from './domain/payout-entries.ts';
import { SHARDS } from './domain/shards.ts';
import { debtDue, toSettle } from './events.ts';
import { holds, payouts, places, sellers } from './records.ts';
import { everyMonthPayOut } from './schedules.ts';
import type { Payout } from './seller-schemas.ts';

/** Each provider is paid what is theirs; who owes more than was netted is told how much. */
export const handler = timer(everyMonthPayOut, async ({ at: moment, now, once }) => {
  const at = now.toISOString();
  const month = moment.toISOString().slice(0, 7);
  for (const shard of SHARDS) {
    for (const { providerId } of await sellers.list({ shard })) {
      await once(providerId, async (newId) => {
        const [books, held] = await Promise.all([booksOf(providerId), holds.list({ providerId })]);
        const { payable, receivable, seller, oneByOne } = books;
        const all = dueTo(payable, receivable, held, now);
        const paid = seller ? all.flatMap((due) => payoutsOf(seller, due, month, at, newId)) : [];
        return [
          ...paid.flatMap((payout) => asked(payout, at)),
          ...all.flatMap((due) => {
            const amount = leftOwing(due, paid);
            return amount.amountMinor > 0 ? [debtDue.raise({ id: newId('dbt'), providerId, month, amount, at })] : [];
          }),
          paid.length > 0 && oneByOne,
        ];
      });
    }
  }
});

const asked = (payout: Payout, at: string) => {
  const { id, providerId, month, gateway, status } = payout;
  return [
    payouts.add(payout),
    places.add({ id, owner: providerId, at: month }),
    ...inBooks(payoutEntries(payout, at)),
    status === 'asked' && waits({ id, at, gateway, about: 'transfer', of: id }),
    status === 'asked' && toSettle.raise({ gateway, about: 'transfer', id, of: id, at }),
  ];
};

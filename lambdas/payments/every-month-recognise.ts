import { timer } from '#shared/schedules/timer';
import { inBooks } from './decisions.ts';
import { isEarned, newBillEntries, recognisedIn } from './domain/bill.ts';
import { SHARDS } from './domain/shards.ts';
import { bills, deferred } from './records.ts';
import { everyMonthRecognise } from './schedules.ts';

/** What members paid ahead is earned as time goes by, and booked so once a month. */
export const handler = timer(everyMonthRecognise, async ({ at, now, once }) => {
  const month = at.toISOString().slice(0, 7);
  for (const shard of SHARDS) {
    for (const open of await deferred.list({ shard })) {
      await once(open.ref, async () => {
        const [before, waiting] = await Promise.all([bills.get(open), deferred.get(open)]);
        if (before === undefined || waiting === undefined) return [];
        const after = recognisedIn(month, before, now);
        return [
          after !== before && bills.change(before, after),
          ...inBooks(newBillEntries(before, after, now.toISOString())),
          isEarned(after) && deferred.remove(waiting),
        ];
      });
    }
  }
});

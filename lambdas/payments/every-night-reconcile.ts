import { type Answer, certain } from '#shared/gateways/answer';
import type { Listed, Stretch } from '#shared/gateways/asking';
import { openStripe } from '#shared/gateways/stripe/open';
import { timer } from '#shared/schedules/timer';
import { dayAfter, dayIn } from '#shared/time';
import { inBooks } from './decisions.ts';
import { around, differing, settledToBank } from './domain/reconcile.ts';
import { discrepancies, entries, lines } from './records.ts';
import { everyNightReconcile } from './schedules.ts';

const AT_ONCE = 80; // a commit holds a hundred

/** Of what lists what it did: yesterday's books against ours. What differs waits for an admin; nothing is put right by itself. */
export const handler = timer(everyNightReconcile, async ({ at, now, once }) => {
  const gateway = 'stripe' as const;
  const day = dayAfter(dayIn('UTC', at), -1);
  const { from, until } = around(day);
  const { balance } = await openStripe();
  const [ours, theirs, found] = await Promise.all([
    lines.list({ account: 'gateway-clearing', of: gateway }, { from, to: until }),
    whole((stretch) => balance!.list(stretch), { from, until }),
    discrepancies.list({ gateway }, { from: day, to: dayAfter(day, 1) }),
  ]);

  for (const entry of settledToBank(gateway, day, theirs, now.toISOString())) {
    await once(entry.cause, async () => ((await entries.get(entry)) ? [] : inBooks([entry])));
  }
  const isNew = ({ about, what }: { about: string; what: string }) =>
    !found.some((one) => one.about === about && one.what === what);
  const fresh = differing(day, ours, theirs).filter(isNew);
  for (let start = 0; start < fresh.length; start += AT_ONCE) {
    await once(`${day} ${start}`, async (newId) =>
      fresh
        .slice(start, start + AT_ONCE)
        .map((one) => discrepancies.add({ ...one, gateway, day, id: newId('dsc'), status: 'open' })),
    );
  }
});

async function whole<T>(list: (stretch: Stretch) => Promise<Answer<Listed<T>>>, stretch: Stretch): Promise<T[]> {
  const { items, cursor } = certain(await list(stretch));
  return cursor === undefined ? [...items] : [...items, ...(await whole(list, { ...stretch, cursor }))];
}

import { type Answer, certain } from '#shared/gateways/answer';
import type { Listed, Stretch } from '#shared/gateways/asking';
import { CAPABILITIES } from '#shared/gateways/capabilities';
import { gatewayOf } from '#shared/gateways/open';
import { settingsIfAny } from '#shared/gateways/settings';
import { piecesOf } from '#shared/pieces';
import { type TimerContext, timer } from '#shared/schedules/timer';
import { dayAfter } from '#shared/time';
import { inBooks } from './decisions.ts';
import { around, differing, settledToBank, wholeDay } from './domain/reconcile.ts';
import { discrepancies, entries, lines } from './records.ts';
import { everyNightReconcile } from './schedules.ts';

const AT_ONCE = 80; // a commit holds a hundred

const LISTING = (['stripe', 'paypal', 'kaspi'] as const).filter((name) => CAPABILITIES[name].lists);

/** Of each gateway that lists what it did, a day of its books against ours. What differs waits for an admin; nothing is put
 *  right by itself. That one does not answer keeps no other from being looked at. */
export const handler = timer(everyNightReconcile, async (tick) => {
  const failed: unknown[] = [];
  for (const gateway of LISTING) await reconciled(gateway, tick).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('; '));
});

async function reconciled(gateway: (typeof LISTING)[number], { at, now, once }: TimerContext): Promise<void> {
  if ((await settingsIfAny(gateway)) === undefined) return;
  const { balance } = await gatewayOf(gateway);
  const day = wholeDay(gateway, at);
  const { from, until } = around(day);
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
  for (const some of piecesOf(fresh, AT_ONCE)) {
    const { about, what } = some[0]!;
    await once(`${gateway} ${day} ${about} ${what}`, async (newId) =>
      some.map((one) => discrepancies.add({ ...one, gateway, day, id: newId('dsc'), status: 'open' })),
    );
  }
}

async function whole<T>(list: (stretch: Stretch) => Promise<Answer<Listed<T>>>, stretch: Stretch): Promise<T[]> {
  const { items, cursor } = certain(await list(stretch));
  return cursor === undefined ? [...items] : [...items, ...(await whole(list, { ...stretch, cursor }))];
}

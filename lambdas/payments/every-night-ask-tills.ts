import { certain } from '#shared/gateways/answer';
import { openKaspi } from '#shared/gateways/kaspi/open';
import { timer } from '#shared/schedules/timer';
import type { Stored } from '#shared/table/entity';
import { days } from '#shared/time';
import { paymentOf, tillOf } from './decisions.ts';
import { isByHand } from './domain/payment.ts';
import { refundedAtTill } from './domain/reconcile.ts';
import { SHARDS } from './domain/shards.ts';
import { discrepancies, lines, sellers } from './records.ts';
import { everyNightAskTills } from './schedules.ts';
import type { Payment } from './schemas.ts';

const LOOKS_BACK = days(14);

/** Kaspi lists nothing: what was paid at a till in the last days is asked for one by one. That one is not answered keeps no
 *  other from being looked at. */
export const handler = timer(everyNightAskTills, async ({ at, once }) => {
  const from = new Date(at.getTime() - LOOKS_BACK).toISOString();
  const failed: unknown[] = [];
  for (const shard of SHARDS) {
    for (const { providerId } of await sellers.list({ shard })) {
      const owed = await lines.list({ account: 'provider-receivable', of: providerId }, { from });
      for (const { about, movement } of owed) {
        if (movement !== 'paid-in-person') continue;
        const found = await looked(about).catch((error: unknown) => void failed.push(error));
        if (found === undefined) continue;
        const add = discrepancies.add;
        await once(about, async (newId) => [add({ ...found, gateway: 'kaspi', id: newId('dsc'), status: 'open' })]);
      }
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('; '));
});

/** What Kaspi says that was given back of it, where our books do not, and nobody has been told yet. */
async function looked(id: string) {
  const payment = await paymentOf(id);
  if (payment?.gateway !== 'kaspi' || isByHand(payment)) return undefined;
  const found = refundedAtTill(payment, await givenBackThere(payment));
  if (found === undefined) return undefined;
  const known = await discrepancies.list({ gateway: 'kaspi' }, { from: found.day, to: `${found.day}~` });
  return known.some(({ about, theirsMinor }) => about === found.about && theirsMinor === found.theirsMinor)
    ? undefined
    : found;
}

/** Undefined where its provider has another till by now, which knows nothing of it. */
async function givenBackThere(payment: Stored<Payment>): Promise<number | undefined> {
  if (payment.ref === undefined) return undefined;
  const till = await tillOf(payment);
  const said = await (await openKaspi(till?.deviceToken)).payments.read(payment.ref);
  return said.kind === 'refusal' ? undefined : certain(said).refundedMinor;
}

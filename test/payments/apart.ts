import { payments, payouts } from '#lambdas/payments/records';
import type { Payment } from '#lambdas/payments/schemas';
import type { Payout } from '#lambdas/payments/seller-schemas';
import { checked } from '../../bin/check/ledger.ts';
import { rows } from '../kit/tables.ts';
import { worldOf } from './stripe.ts';

/* The gateway's own lists beside ours. */

type Thing = Readonly<Record<string, any>> & { readonly id: string };
const STANDS: Readonly<Record<string, Payment['status']>> = { succeeded: 'succeeded', canceled: 'cancelled' };
const REFUNDED: Readonly<Record<string, string>> = { succeeded: 'done', failed: 'failed', pending: 'asked' };

/** What a look at the gateway from now on finds to be done there that we do not know, or twice, or otherwise. */
export async function lookingFromHere(): Promise<() => Promise<string[]>> {
  const world = await worldOf();
  const kinds = ['payment_intent', 'charge', 'refund', 'transfer'] as const;
  const old = new Set(kinds.flatMap((kind) => world.all(kind)).map(({ id }) => id));
  const fresh = (kind: (typeof kinds)[number]): Thing[] => world.all(kind).filter(({ id }) => !old.has(id));

  return async () => {
    const all = await rows();
    const of = <T>({ name }: { readonly name: string }) =>
      all.filter(({ entity }) => entity === name).map(({ data }) => data as T);
    const ours = of<Payment>(payments).filter(({ gateway, ref }) => gateway === 'stripe' && !(ref && old.has(ref)));
    const refunds = of<Payment>(payments).flatMap((one) => one.refunds);
    const taken = fresh('charge').filter(({ status }) => status === 'succeeded');
    return [
      ...beside(
        fresh('payment_intent').map(({ metadata, status }) => `${metadata.id} ${STANDS[status] ?? 'pending'}`),
        ours.map(({ id, status }) => `${id} ${status}`),
      ),
      ...beside(
        taken.map(({ payment_intent, amount }) => `${payment_intent} took ${amount}`),
        ours
          .filter(({ status }) => status === 'succeeded')
          .map(({ ref, amount }) => `${ref} took ${amount.amountMinor}`),
      ),
      ...beside(
        fresh('refund').map(({ metadata, amount, status }) => `${metadata.id} ${amount} ${REFUNDED[status]}`),
        refunds.map(({ id, amountMinor, status }) => `${id} ${amountMinor} ${status}`),
      ),
      ...beside(
        fresh('transfer').map(({ metadata, amount }) => `${metadata.id} ${amount} paid`),
        of<Payout>(payouts).map(({ id, amount, status }) => `${id} ${amount.amountMinor} ${status}`),
      ),
      ...checked(all).differences,
    ];
  };
}

/** Each of these is one of those. */
function beside(theirs: readonly string[], ours: readonly string[]): string[] {
  const [there, here] = [theirs.toSorted(), ours.toSorted()];
  return there.join() === here.join() ? [] : [`there: ${there.join(', ')}; here: ${here.join(', ')}`];
}

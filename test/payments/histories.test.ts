import fc from 'fast-check';
import { expect, it } from 'vitest';
import { documentsOf, newDocuments } from '#lambdas/payments/domain/documents';
import { entriesOf, newEntries } from '#lambdas/payments/domain/entries';
import { observed, type Seen } from '#lambdas/payments/domain/payment';
import { refundableMinor, refundOf } from '#lambdas/payments/domain/refund';
import { minimumPrice, split } from '#lambdas/payments/domain/split';
import type { Entry } from '#lambdas/payments/ledger-schemas';
import type { Payment } from '#lambdas/payments/schemas';
import { dice, shuffled } from '../kit/shuffled.ts';
import { AT, amounts, balances, NOW, parts, payment, rates } from './made.ts';

/* Histories of a payment as a gateway lives through them. Each happening is told by what a look at the gateway shows then;
 * the tellings come three times each, in any order. */

interface History {
  /** As it stands here before anything is heard of the rest: what we asked for, we have written down before. */
  readonly begun: Payment;
  readonly told: readonly Seen[];
}

const CURRENCY = 'USD';
const seen = (amountMinor: number, status: 'open' | 'cancelled' | 'succeeded', feeMinor?: number): Seen => ({
  about: 'payment',
  ref: 'pi_1',
  status,
  receivedMinor: status === 'succeeded' ? amountMinor : 0,
  currency: CURRENCY,
  fee: feeMinor === undefined ? undefined : { amountMinor: feeMinor, currency: CURRENCY },
});

const refundEnds = fc.constantFrom(['done'], ['pending', 'done'], ['pending', 'failed'], ['done', 'failed'], []);
const disputeEnds = fc.constantFrom(['open'], ['open', 'won'], ['open', 'lost'], ['lost']);

const histories = (): fc.Arbitrary<History> =>
  fc
    .record({
      rate: rates(),
      above: amounts(),
      fee: fc.nat({ max: 40_000 }),
      isPaid: fc.boolean(),
      refunds: fc.array(fc.tuple(parts(), refundEnds, fc.boolean()), {
        maxLength: 4,
      }),
      outside: fc.array(fc.tuple(fc.nat({ max: 500 }), refundEnds), { maxLength: 2 }),
      disputes: fc.array(fc.tuple(fc.nat({ max: 900 }), fc.nat({ max: 2000 }), disputeEnds), { maxLength: 2 }),
    })
    .map(({ rate, above, fee, isPaid, refunds, outside, disputes }) => {
      const amountMinor = minimumPrice(rate, 1) + above;
      const amount = { amountMinor, currency: CURRENCY };
      let begun = payment({ amount, rates: rate, shares: split(amountMinor, rate) });
      const open = seen(amountMinor, 'open');
      if (!isPaid) return { begun, told: [open, open, seen(amountMinor, 'cancelled')] };
      const told = [open, seen(amountMinor, 'succeeded'), seen(amountMinor, 'succeeded', fee)];
      if (refunds.length > 0) begun = observed(begun, told[1]!, NOW);
      for (const [index, [part, statuses, isOurs]] of refunds.entries()) {
        const share = Math.floor(part * refundableMinor(begun));
        if (share === 0) continue;
        const feeBorneBy = isOurs ? 'platform' : 'provider';
        const refund = refundOf(begun, { id: `rfd_${index}`, amountMinor: share, feeBorneBy, by: 'admin', at: AT });
        begun = { ...begun, refunds: [...begun.refunds, refund] };
        for (const status of statuses)
          told.push({ about: 'refund', id: refund.id, ref: `re_${index}`, amountMinor: share, status });
      }
      for (const [index, [amountMinor, statuses]] of outside.entries())
        for (const status of statuses) told.push({ about: 'refund', ref: `re_x${index}`, amountMinor, status });
      for (const [index, [amountMinor, feeMinor, statuses]] of disputes.entries())
        for (const status of statuses)
          told.push({ about: 'dispute', ref: `dp_${index}`, amountMinor, feeMinor, status });
      return { begun, told };
    });

/** Where it ends, and all that was booked on the way. */
function lived({ begun }: History, told: readonly Seen[]) {
  let now = begun;
  const booked: Entry[] = [...entriesOf(begun, AT)];
  const due = documentsOf(begun, AT);
  for (const one of told) {
    const next = observed(now, one, NOW);
    booked.push(...newEntries(now, next, AT));
    due.push(...newDocuments(now, next, AT));
    now = next;
  }
  return { now, booked: booked.sort(byCause), due: due.sort(byCause) };
}
const byCause = (one: { cause: string }, other: { cause: string }) => (one.cause < other.cause ? -1 : 1);

it('ends in one state, with everything booked once, however it is told', () => {
  let [told, causes] = [0, new Set<string>()];
  fc.assert(
    fc.property(histories(), fc.integer({ min: 1, max: 2 ** 30 }), (history, seed) => {
      const inOrder = lived(history, history.told);
      for (const all of [inOrder.booked, inOrder.due])
        expect(new Set(all.map(({ cause }) => cause)).size).toBe(all.length);
      expect(inOrder.due.map(({ cause }) => cause)).toEqual(
        documentsOf(inOrder.now, AT)
          .map(({ cause }) => cause)
          .sort(),
      );
      expect(total(inOrder.booked)).toBe(0);
      for (const { movement } of inOrder.booked) causes.add(movement);
      const thrice = history.told.flatMap((one) => [one, one, one]);
      const roll = dice(seed);
      for (let shuffle = 0; shuffle < 100; shuffle += 1) {
        expect(lived(history, shuffled(thrice, roll))).toEqual(inOrder);
        told += thrice.length;
      }
    }),
    { numRuns: 200 },
  );
  expect(told).toBeGreaterThan(100_000);
  expect([...causes].sort()).toEqual(
    ['dispute-fee', 'dispute-lost', 'dispute-won', 'disputed', 'fee-known', 'paid', 'refunded']
      .concat('refunded-elsewhere', 'reversed')
      .sort(),
  );
});

it('sums to zero, and a refund of all of it leaves nobody with anything but the fee', () => {
  const fee = 320;
  const all = (feeBorneBy: 'provider' | 'platform') => {
    const paid = [seen(10_000, 'succeeded', fee)].reduce((one, look) => observed(one, look, NOW), payment());
    const refund = refundOf(paid, { id: 'rfd_1', amountMinor: 10_000, feeBorneBy, by: 'admin', at: AT });
    return balances(entriesOf({ ...paid, refunds: [refund] }, AT));
  };
  expect(all('provider')).toEqual({ 'gateway-clearing USD': -fee, 'provider-payable USD': fee });
  expect(all('platform')).toEqual({ 'gateway-clearing USD': -fee, 'fees USD': fee });
});

it('takes no other amount and no other currency for payment', () => {
  const [less, other] = [seen(9_999, 'succeeded'), { ...seen(10_000, 'succeeded'), currency: 'EUR' } as Seen];
  for (const look of [less, other]) expect(observed(payment(), look, NOW).status).toBe('pending');
});

const total = (entries: readonly Entry[]) =>
  entries.flatMap(({ lines }) => lines).reduce((sum, { amountMinor }) => sum + amountMinor, 0);

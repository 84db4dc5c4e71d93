import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Bill } from '#lambdas/payments/bill-schemas';
import { billEntries, billOf, newBillEntries, seenAgain } from '#lambdas/payments/domain/bill';
import { billRefundOf, refundableOf, withRefund } from '#lambdas/payments/domain/bill-refund';
import { billDocumentsOf, newBillDocuments } from '#lambdas/payments/domain/documents';
import type { RefundStatus } from '#shared/gateways/words';
import { dice, shuffled } from '../kit/shuffled.ts';
import { AT, parts } from './made.ts';

/* Histories of a bill as its gateway lives through them, told three times each, in any order. */

type Look = (bill: Bill) => Bill;
interface History {
  /** With all that we asked for: that is written down before. */
  readonly begun: Bill;
  readonly told: readonly Look[];
}

const ENDS = fc.constantFrom<RefundStatus[]>(
  ['done'],
  ['pending', 'done'],
  ['pending', 'failed'],
  ['done', 'failed'],
  [],
);

const histories = (): fc.Arbitrary<History> =>
  fc
    .record({
      amountMinor: fc.integer({ min: 1, max: 5_000_000 }),
      taxBps: fc.nat({ max: 3_000 }),
      fee: fc.nat({ max: 2_000 }),
      refunds: fc.array(fc.tuple(parts(), ENDS), { maxLength: 4 }),
    })
    .map(({ amountMinor, taxBps, fee, refunds }) => {
      const total = { amountMinor, currency: 'USD' };
      const period = { periodStart: '2026-01-01T00:00:00.000Z', periodEnd: '2026-02-01T00:00:00.000Z' };
      const there = {
        ref: 'in_1',
        status: 'paid',
        total,
        paidMinor: amountMinor,
        tags: { person: 'cli_1' },
        ...period,
      };
      const seen = (feeMinor?: number) => billOf({ ...there, paymentRef: 'pi_1' } as never, feeMinor, taxBps)!;
      const told: Look[] = [undefined, fee, undefined].map((known) => (bill) => seenAgain(bill, seen(known)));
      let begun = seen();
      for (const [index, [part, statuses]] of refunds.entries()) {
        const share = Math.floor(part * refundableOf(begun));
        if (share === 0) continue;
        const id = `rfd_${index}`;
        begun = { ...begun, refunds: [...begun.refunds, billRefundOf(begun, { id, amountMinor: share, at: AT })] };
        const amount = { amountMinor: share, currency: 'USD' };
        for (const status of statuses)
          told.push((bill) =>
            withRefund(bill, id, { ref: `re_${index}`, id, paymentRef: 'pi_1', status, amount, createdAt: AT }),
          );
      }
      return { begun, told };
    });

/** Where it ends, and all that was booked and is to be printed on the way. */
function lived({ begun }: History, told: readonly Look[]) {
  const [booked, due] = [billEntries(begun, AT), billDocumentsOf(begun, AT)];
  let now = begun;
  for (const look of told) {
    const next = look(now);
    booked.push(...newBillEntries(now, next, AT));
    due.push(...newBillDocuments(now, next, AT));
    now = next;
  }
  return { now, booked: booked.map(({ cause }) => cause).sort(), due: due.map(({ cause }) => cause).sort() };
}

it('ends in one state, with everything booked and printed once, however it is told', () => {
  let told = 0;
  fc.assert(
    fc.property(histories(), fc.integer({ min: 1, max: 2 ** 30 }), (history, seed) => {
      const inOrder = lived(history, history.told);
      for (const causes of [inOrder.booked, inOrder.due]) expect(new Set(causes).size).toBe(causes.length);
      const lines = billEntries(inOrder.now, AT).flatMap((entry) => entry.lines);
      expect(lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0);
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
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { refundedMinor } from '#lambdas/payments/domain/refund';
import type { Movement } from '#lambdas/payments/ledger-schemas';
import { checked } from '../../bin/check/ledger.ts';
import { happen } from './happenings.ts';
import { steps } from './steps.ts';
import { CURRENCIES, World } from './world.ts';

/* Whatever happens to money, in whatever order, the books balance; and whoever works them out again finds the same. */

const total = (some: readonly { amountMinor: number }[]) => some.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

it('sums to zero in each currency after any sequence, gives back no more than was paid, and is worked out the same', () => {
  const seen = new Set<Movement>();
  fc.assert(
    fc.property(steps(50, 150), (all) => {
      const world = new World();
      for (const one of all) {
        happen(world, one);
        for (const currency of CURRENCIES)
          expect(total(world.lines().filter((line) => line.currency === currency))).toBe(0);
        if (one.what === 'pays out') expectOwed(world);
        for (const payment of world.payments)
          expect(refundedMinor(payment)).toBeLessThanOrEqual(payment.amount.amountMinor);
      }
      for (const { movement } of world.entries) seen.add(movement);
      expect(world.entries.flatMap(({ lines }) => lines).every((line) => Number.isSafeInteger(line.amountMinor))).toBe(
        true,
      );
      const { differences, balances } = checked(world.rows());
      expect(differences).toEqual([]);
      expect(balances).toEqual(checked(world.rows().toReversed()).balances);
    }),
    { numRuns: 200 },
  );
  expect([...seen].sort()).toEqual(MADE);
});

/** Nobody is paid out more than they are owed. */
function expectOwed(world: World): void {
  for (const { providerId, amount, nettedMinor } of world.payouts.filter(({ at }) => at === world.at)) {
    const owed = world.lines('provider-payable', providerId).filter(({ currency }) => currency === amount.currency);
    expect(total(owed)).toBeLessThanOrEqual(0);
    expect(amount.amountMinor).toBeGreaterThanOrEqual(0);
    expect(nettedMinor).toBeGreaterThanOrEqual(0);
  }
}

/** Every movement there is, but the one that nothing makes yet. */
const MADE: Movement[] = [
  'cost',
  ...([
    'debt-paid',
    'dispute-fee',
    'dispute-lost',
    'dispute-won',
    'disputed',
    'fee-known',
    'membership-fee',
    'membership-paid',
  ] as const),
  ...([
    'membership-recognised',
    'netted',
    'paid',
    'paid-in-person',
    'paid-out',
    'refunded',
    'refunded-elsewhere',
  ] as const),
  ...(['refunded-in-person', 'reversed', 'settled-to-bank', 'written-off'] as const),
];

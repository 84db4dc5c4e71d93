import type { Bill } from '#lambdas/payments/bill-schemas';
import { billOf, recognisedIn } from '#lambdas/payments/domain/bill';
import { costId, saidOf } from '#lambdas/payments/domain/cost';
import { settledToBank } from '#lambdas/payments/domain/reconcile';
import { days } from '#shared/time';
import { CURRENCIES, type Happening, of, type World } from './world.ts';

/* What happens to the platform's own money. */

function paysMembership(world: World, which: number, part: number, isFeeKnown: boolean): void {
  const ref = world.newId('in');
  const total = { amountMinor: 1 + Math.floor(part * 20_000), currency: of(CURRENCIES, which)! };
  const periodEnd = new Date(world.now.getTime() + days(which % 2 ? 30 : 365)).toISOString();
  const there = { ref, status: 'paid', total, tags: { person: 'cli_1' }, periodStart: world.at, periodEnd } as const;
  const bill = billOf(
    { ...there, paidMinor: total.amountMinor, paymentRef: `pi_${ref}` } as never,
    isFeeKnown ? 59 : undefined,
  )!;
  world.billed(undefined, bill);
}

function changesBill(world: World, which: number, change: (bill: Bill) => Bill): void {
  const before = of(world.bills, which);
  if (before === undefined) return;
  world.billed(before, change(before));
}

const KINDS = ['server', 'marketing'] as const;
function costs(world: World, which: number, part: number): void {
  const about = { month: world.at.slice(0, 7), kind: of(KINDS, which)!, currency: of(CURRENCIES, which >> 1)! };
  const id = costId(about);
  const before = world.costs.find((one) => one.id === id);
  const one = { amountMinor: Math.floor(part * 5_000), by: 'adm_1', at: world.at };
  const after = before ? saidOf(before, one) : { ...about, id, said: [one] };
  if (after !== before) world.said(before, after);
}

export const OWN = {
  'pays membership': paysMembership,
  'fee of a membership': (world, which, part) =>
    changesBill(world, which, (bill) => ({ ...bill, feeMinor: bill.feeMinor ?? Math.floor(part * 90) })),
  recognises: (world, which) =>
    changesBill(world, which, (bill) => recognisedIn(world.at.slice(0, 7), bill, world.now)),
  'pays our bank': (world, which, part) => {
    const line = { kind: 'payout', ref: world.newId('po'), netMinor: -1 - Math.floor(part * 9_000) };
    const known = { ...line, currency: of(CURRENCIES, which)!, createdAt: world.at };
    world.entries.push(...settledToBank('stripe', world.at.slice(0, 10), [known as never], world.at));
  },
  costs,
} as const satisfies Readonly<Record<string, Happening>>;

import { debtPaid, writtenOff } from '#lambdas/payments/domain/debt';
import { scheduleOf } from '#lambdas/payments/domain/fees';
import { dueTo, payoutsOf } from '#lambdas/payments/domain/payout';
import { newPayoutEntries, payoutEntries } from '#lambdas/payments/domain/payout-entries';
import { refundableMinor, refundOf } from '#lambdas/payments/domain/refund';
import { minimumPrice, split } from '#lambdas/payments/domain/split';
import type { Entry } from '#lambdas/payments/ledger-schemas';
import type { Payment } from '#lambdas/payments/schemas';
import type { Payout } from '#lambdas/payments/seller-schemas';
import { leastOf, stepOf } from '#shared/gateways/payable';
import { days } from '#shared/time';
import { payment as made } from './made.ts';
import { OWN } from './own-happenings.ts';
import { CURRENCIES, type Happening, of, type World } from './world.ts';

/* Everything that can happen to money, each a day after the other. */

const PROVIDERS = ['coa_1', 'coa_2'];

/** What happens, to which of those there are, and how much of what there is. */
export interface Step {
  readonly what: keyof typeof HAPPENINGS;
  readonly which: number;
  readonly part: number;
  readonly flag: boolean;
}

export function happen(world: World, { what, which, part, flag }: Step): void {
  world.now = new Date(world.now.getTime() + days(1));
  HAPPENINGS[what](world, which, part, flag);
}

/** Done to one of those that fit, if there is one. */
const toOne =
  (fits: (payment: Payment) => boolean, act: (world: World, one: Payment, part: number, flag: boolean) => void) =>
  (world: World, which: number, part: number, flag: boolean) => {
    const one = of(world.payments.filter(fits), which);
    if (one) act(world, one, part, flag);
  };
const isPaid = ({ status, gateway }: Payment) => status === 'succeeded' && gateway === 'stripe';
const steps = (part: number, most: number, step: number) => Math.floor((part * most) / step) * step;

function begins(world: World, which: number, part: number, isCash: boolean): void {
  const currency = CURRENCIES[which % CURRENCIES.length]!;
  const gateway = isCash ? 'cash' : 'stripe';
  const rates = { commissionBps: 1500, taxBps: which % 3 === 0 ? 1200 : 0, ...scheduleOf(gateway, currency)! };
  const { least: _, ...kept } = rates;
  const step = stepOf(gateway, currency);
  const least = Math.ceil(minimumPrice(kept, leastOf(gateway, currency)) / step) * step;
  const amount = { amountMinor: least + steps(part, 100_000, step), currency };
  const [id, providerId] = [world.newId('pay'), of(PROVIDERS, which >> 2)!];
  const shares = split(amount.amountMinor, kept);
  const one = made({ id, providerId, gateway, amount, rates: kept, shares, refundTiers: [], createdAt: world.at });
  world.payments.push(one);
  if (isCash) world.moved(one, { ...one, status: 'succeeded', succeededAt: world.at });
}

function succeeds(world: World, one: Payment, part: number): void {
  const { amountMinor, currency } = one.amount;
  const fee = { amountMinor: Math.floor(part * 2 * one.shares.fee), currency };
  const known = { about: 'payment', ref: `pi_${one.id}`, receivedMinor: amountMinor, currency } as const;
  world.see(one, { ...known, status: 'succeeded', fee: part > 0.2 ? fee : undefined });
}

function asksBack(world: World, one: Payment, part: number, isOurs: boolean): void {
  const amountMinor = steps(part, refundableMinor(one), stepOf(one.gateway, one.amount.currency));
  if (amountMinor === 0) return;
  const feeBorneBy = isOurs ? 'platform' : 'provider';
  const refund = refundOf(one, { id: world.newId('rfd'), amountMinor, feeBorneBy, by: 'admin', at: world.at });
  world.moved(one, { ...one, refunds: [...one.refunds, refund] });
}

function endsRefund(world: World, one: Payment, part: number, isDone: boolean): void {
  const refund = of(one.refunds, Math.floor(part * 10))!;
  const { id, amountMinor } = refund;
  world.see(one, { about: 'refund', id, ref: `re_${id}`, amountMinor, status: isDone ? 'done' : 'failed' });
}

function disputes(world: World, one: Payment, part: number, isWon: boolean): void {
  const amountMinor = one.amount.amountMinor;
  const status = part < 0.5 ? 'open' : isWon ? 'won' : 'lost';
  world.see(one, { about: 'dispute', ref: `dp_${one.id}`, amountMinor, feeMinor: Math.floor(part * 2000), status });
}

/** As the provider's month ends: what is due is paid out once. */
function paysOut(world: World, which: number): void {
  const providerId = of(PROVIDERS, which)!;
  const seller = { shard: '1', providerId, since: world.at, accountRef: 'acct_1', payoutsEnabled: true };
  const { payable, receivable } = world.books(providerId);
  const held = world.holds().filter((hold) => hold.providerId === providerId);
  const all = dueTo(payable, receivable, held, world.now);
  for (const payout of all.flatMap((due) => payoutsOf(seller, due, world.at.slice(0, 7), world.at, world.newId))) {
    world.payouts.push(payout);
    world.entries.push(...payoutEntries(payout, world.at));
  }
}

function endsPayout(world: World, which: number, _: number, isPaid: boolean): void {
  const before = of(world.payouts, which);
  if (before === undefined || before.status === 'failed' || before.amount.amountMinor === 0) return;
  const after: Payout = { ...before, status: isPaid ? 'paid' : 'failed' };
  world.payouts.splice(world.payouts.indexOf(before), 1, after);
  world.entries.push(...newPayoutEntries(before, after, world.at));
}

/** Done with a provider's debt in some currency, if it is not refused: then it books nothing. */
function withDebt(world: World, which: number, book: (debt: Debt) => Entry): void {
  const [providerId, currency] = [of(PROVIDERS, which)!, of(CURRENCIES, which >> 1)!];
  try {
    world.entries.push(book({ providerId, currency, lines: world.books(providerId) }));
  } catch (error) {
    if (!DEBT_REFUSED.has((error as { code?: string }).code ?? '')) throw error;
  }
}
interface Debt {
  readonly providerId: string;
  readonly currency: string;
  readonly lines: ReturnType<World['books']>;
}
const DEBT_REFUSED = new Set(['nothing_owed', 'debt_too_young', 'more_than_owed', 'booked_already']);

const writesOff = (world: World, which: number) =>
  withDebt(world, which, ({ lines, ...whose }) => writtenOff({ ...whose, id: world.newId('wof') }, lines, world.now));

const paysDebt = (world: World, which: number, part: number) =>
  withDebt(world, which, ({ lines, providerId, currency }) => {
    const amount = { amountMinor: 1 + Math.floor(part * 2_000), currency };
    return debtPaid({ providerId, amount, reference: `B${which % 5}` }, lines, world.now);
  });

export const HAPPENINGS = {
  begins,
  succeeds: toOne(({ status, gateway }) => gateway === 'stripe' && status !== 'succeeded', succeeds),
  'fee is known': toOne(isPaid, succeeds),
  'asks back': toOne(({ status }) => status === 'succeeded', asksBack),
  'ends refund': toOne((one) => isPaid(one) && one.refunds.length > 0, endsRefund),
  'gives back elsewhere': toOne(isPaid, (world, one, part, isDone) =>
    world.see(one, {
      about: 'refund',
      ref: `re_x${Math.floor(part * 3)}`,
      amountMinor: 1 + Math.floor(part * 3),
      status: isDone ? 'done' : 'failed',
    }),
  ),
  disputes: toOne(isPaid, disputes),
  'is ours': toOne(
    ({ disputes }) => disputes.some(({ status }) => status === 'open'),
    (world, one) => world.moved(one, { ...one, disputes: one.disputes.map((each) => ({ ...each, isOurs: true })) }),
  ),
  'time passes': (world, which) => {
    world.now = new Date(world.now.getTime() + days(which % 60));
  },
  'pays out': paysOut,
  'ends payout': endsPayout,
  'writes off': writesOff,
  'pays a debt': paysDebt,
  ...OWN,
} as const satisfies Readonly<Record<string, Happening>>;

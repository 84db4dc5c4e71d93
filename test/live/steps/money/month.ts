import { partialDeepStrictEqual as has, ok, deepStrictEqual as same } from 'node:assert/strict';
import { getSubscription } from '#lambdas/membership/routes';
import { getLedger, listDiscrepancies, listDocuments, listPayouts } from '#lambdas/payments/routes';
import { everyMonthPayOut, everyMonthRecognise } from '#lambdas/payments/schedules';
import { hours } from '#shared/time';
import { moveTo, timeHere } from '../../../../bin/client/clock.ts';
import { granted } from '../../../../bin/client/granted.ts';
import type { Person } from '../../../../bin/client/person.ts';
import type { Deployed } from '../../../../bin/machine/deployed.ts';
import type { Cast } from '../../journey.ts';
import { step } from '../../step.ts';
import { added, type Balances, cardFee, checkedBooks, inEntries, portion, type Side, sumsOf } from './books.ts';
import * as deals from './deal.ts';
import { OTHER_SHARE, otherSides, TENGE, tengeSides } from './other-ways.ts';

const { at, billsAt, COMMISSION, CURRENCY, eventually, HALF, PACK, PREMIUM, SHARE } = deals;

/** The first moment of that hour of a first of the month that is not before this one. */
function firstAfter(instant: number, hour: number): number {
  const date = new Date(instant);
  const here = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1, hour);
  return here >= instant ? here : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1, hour);
}

/** A month passes with its renewal and its payout, and every cent is where it must be. */
export const month = ({ endpoint }: Deployed, cast: Cast, deal: deals.Deal) => {
  const admin = () => cast.admin!;
  const entriesOf = async (about: string) => granted(await admin().call(getLedger, { query: { about } })).items;
  let ledger: Balances;

  /** Of what a member paid ahead, what is earned on each first of the month since. When exactly it was booked, the books say. */
  const earned = async ({ id, from, to }: deals.Bill, now: number): Promise<number> => {
    const booked = (await entriesOf(id)).filter(({ movement }) => movement === 'membership-recognised');
    const firsts: number[] = [];
    for (let first = firstAfter(from, 5); first <= now; first = firstAfter(first + 1, 5)) {
      firsts.push(first);
      if (first >= to) break; // by then it is all earned
    }
    const times = booked.map((entry) => Date.parse(entry.at)).sort((one, other) => one - other);
    same(times.length, firsts.length);
    ok(times.every((time, index) => time >= firsts[index]! && time < firsts[index]! + hours(1)));
    const passed = Math.min(times.at(-1) ?? from, to) - from;
    return portion(PREMIUM.amountMinor, passed, to - from);
  };

  /** All that has happened, booked with pen and paper. */
  const onPaper = async (): Promise<Balances> => {
    const now = Date.parse(await timeHere(admin()));
    const fee = cardFee(PREMIUM.amountMinor);
    const recognised = await Promise.all((await billsAt(deal)).map((bill) => earned(bill, now)));
    const sides: Side[] = [
      ...recognised.flatMap((amount): Side[] => [
        ['gateway-clearing', 'stripe', PREMIUM.amountMinor - fee],
        ['fees', 'platform', fee],
        ['deferred-revenue', 'platform', amount - PREMIUM.amountMinor],
        ['revenue', 'platform', -amount],
      ]),
      ['gateway-clearing', 'stripe', HALF - cardFee(PACK.price.amountMinor)],
      ['commission', 'platform', -COMMISSION],
      ['provider-payable', deal.coach!.id, -SHARE],
      ['provider-payable', deal.coach!.id, SHARE], // paid out
      ['gateway-clearing', 'stripe', -SHARE],
      ...otherSides(deal.other!.id),
    ];
    return { ...added(sides, CURRENCY), ...added(tengeSides(deal.other!.id), TENGE) };
  };

  const booked = (count: number) =>
    eventually(async () => {
      const all = await Promise.all((await billsAt(deal)).map(({ id }) => entriesOf(id)));
      const isWhole = all.map((entries) => entries.some(({ movement }) => movement === 'membership-fee'));
      same(isWhole, Array(count).fill(true));
    });
  const paidOut = (coach: Person, share: number, gateway: 'stripe' | 'paypal') =>
    eventually(async () => {
      const { items } = granted(await coach.call(listPayouts));
      const paid = { month: at(deal.payoutAt!).slice(0, 7), status: 'paid', gateway } as const;
      has(items, [{ ...paid, amount: { amountMinor: share, currency: CURRENCY }, nettedMinor: 0 }]);
      return items;
    });
  const bothPaidOut = async () => ({
    coach: await paidOut(deal.coach!, SHARE, 'stripe'),
    other: await paidOut(deal.other!, OTHER_SHARE, 'paypal'),
  });

  return [
    step('a month passes, with its renewal and its payout', async () => {
      deal.payoutAt = firstAfter(deal.otherPaidAt! + deals.READY_AFTER, 6);
      // What a gateway tells is heard in real time: the clock waits for it, else the night would come first.
      const stops = [
        { time: deal.paidThrough! + hours(2), wait: () => booked(2) },
        { time: deal.payoutAt + hours(2), wait: bothPaidOut },
      ].sort((one, other) => one.time - other.time);
      await booked(1);
      const invoked: Awaited<ReturnType<typeof moveTo>> = [];
      for (const { time, wait } of stops) {
        invoked.push(...(await moveTo(admin(), at(time))));
        await wait();
      }
      const times = ({ name }: { name: string }) => invoked.filter(({ schedule }) => schedule === name).length;
      ok(times(everyMonthPayOut) >= 1 && times(everyMonthRecognise) >= 1);
      return { stops: stops.map(({ time }) => at(time)), invoked: invoked.length };
    }),
    step('the membership was renewed, and paid for', () =>
      eventually(async () => {
        const subscription = granted(await deal.client!.call(getSubscription));
        const bills = await billsAt(deal);
        same([subscription.status, bills.length], ['active', 2]);
        same(Date.parse(subscription.paidThrough!), Math.max(...bills.map(({ to }) => to)));
        same(Math.max(...bills.map(({ from }) => from)), deal.paidThrough);
        return subscription;
      }),
    ),
    step('the coach was paid out what is theirs, and the other one theirs by PayPal', async () => {
      const { coach, other } = await bothPaidOut();
      deal.payoutId = coach[0]!.id;
      deal.otherPayments = [...deal.otherPayments!, other[0]!.id];
      return [...coach, ...other];
    }),
    step('the papers have come: of the pack, of what was given back, and of each month of Premium', async () => {
      const { items } = granted(await deal.client!.call(listDocuments));
      const told = items
        .filter(({ paymentId }) => !deal.otherPayments!.includes(paymentId))
        .map(({ kind, gross }) => `${kind} of ${gross.amountMinor}`)
        .sort();
      const months = (await billsAt(deal)).map(() => `invoice of ${deals.PREMIUM.amountMinor}`);
      same(told, [`credit-note of ${HALF}`, `invoice of ${PACK.price.amountMinor}`, ...months].sort());
      return items;
    }),
    step('no night has found the fakes’ books and ours to differ', async () => {
      for (const gateway of ['stripe', 'paypal'] as const)
        same(granted(await admin().call(listDiscrepancies, { query: { gateway } })).items, []);
      return [];
    }),
    step('the ledger says what the client program worked out, entry by entry', () =>
      eventually(async () => {
        const about = [
          deal.paymentId!,
          deal.payoutId!,
          ...(await billsAt(deal)).map(({ id }) => id),
          ...deal.otherPayments!,
        ];
        const entries = (await Promise.all(about.map(entriesOf))).flat();
        for (const { cause, lines } of entries) {
          same([cause, lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)], [cause, 0]);
        }
        ledger = inEntries(entries);
        same(ledger, await onPaper());
        return `${entries.length} entries, each balanced`;
      }),
    ),
    step('and so does npm run check:ledger of the table', async () => {
      const { balances, verdict } = await checkedBooks(endpoint);
      if (cast.active !== undefined) same(balances, ledger); // else others were there before, and pay as well
      return verdict;
    }),
    step('the ledger of this journey, in minor units', async () => {
      for (const [account, amount] of Object.entries(ledger)) console.log(`${String(amount).padStart(20)}  ${account}`);
      const sums = sumsOf(ledger);
      same(sums, { [CURRENCY]: 0, [TENGE]: 0 });
      return { 'sums to': sums };
    }),
  ];
};

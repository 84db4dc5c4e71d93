import { CAPABILITIES } from '#shared/gateways/capabilities';
import type { BalanceLine } from '#shared/gateways/shares';
import type { GatewayName } from '#shared/gateways/words';
import { dayAfter, dayIn, hours } from '#shared/time';
import type { Discrepancy, Entry, Line } from '../ledger-schemas.ts';
import type { Payment } from '../schemas.ts';
import { booked } from './movements.ts';
import { givenBackMinor } from './refund.ts';

type Found = Pick<Discrepancy, 'about' | 'what' | 'oursMinor' | 'theirsMinor' | 'currency'>;
interface Fact {
  readonly about: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly on: string;
}

/** What a line of the gateway's books says, in the words of ours. What we book otherwise, or not until later, is left out. */
function factsOf({ kind, id, sourceRef, grossMinor, feeMinor, currency, createdAt }: BalanceLine): Fact[] {
  const fact = (about: string, amountMinor: number): Fact => ({
    about,
    amountMinor,
    currency,
    on: createdAt.slice(0, 10),
  });
  const ref = sourceRef ?? '';
  switch (kind) {
    case 'payment': {
      // A membership's bill is paid by a payment of the gateway's own, which has no id of ours.
      const [paid, fee] = id === undefined ? [`payment:${ref}`, `fee:${ref}`] : [`${id} paid`, `${id} fee`];
      return [fact(paid, grossMinor), ...(feeMinor ? [fact(fee, -feeMinor)] : [])];
    }
    case 'refund':
      // What somebody gave back on its pages, a gateway may know by the payment's id.
      return [fact(id?.startsWith('rfd_') ? `refund:${id}` : `outside:${ref}`, grossMinor)];
    case 'dispute':
      return [fact(`dispute:${ref}`, grossMinor)];
    case 'dispute_returned':
      return [fact(`dispute:${ref}:won`, grossMinor)];
    case 'transfer':
      return [
        fact(`${id ?? ref} paid-out`, grossMinor),
        ...(feeMinor ? [fact(`${id ?? ref} payout-fee`, -feeMinor)] : []),
      ];
    default:
      return [];
  }
}

/** The same of a line of ours. What names no other thing is named after what it belongs to. */
const oursOf = ({ about, cause, amountMinor, currency, at }: Line): Fact => ({
  about: cause.includes(':') && !cause.startsWith('paid-out') ? cause : `${about} ${cause}`,
  amountMinor,
  currency,
  on: at.slice(0, 10),
});

const LOOKED_FOR = /^(pay|out)_\S+ (paid|fee|paid-out|payout-fee)$|^(payment|fee|refund|outside|dispute):[^:]+(:won)?$/;

/** Where a day's lines differ. Each side is looked for among more days of the other: nobody's midnight is another's. */
export function differing(day: string, ours: readonly Line[], theirs: readonly BalanceLine[]): Found[] {
  const undone = new Set(
    ours.filter(({ movement }) => movement === 'reversed').map(({ about, cause }) => `${about} ${cause}`),
  );
  const mine = ours
    .filter(({ about, cause, movement }) => movement !== 'reversed' && !undone.has(`${about} ${cause}:reversed`))
    .map(oursOf)
    .filter(({ about }) => LOOKED_FOR.test(about));
  const there = theirs.flatMap(factsOf);
  const inOurs = new Map(mine.map((fact) => [fact.about, fact]));
  const inTheirs = new Map(there.map((fact) => [fact.about, fact]));
  return [
    ...there
      .filter(({ on }) => on === day)
      .flatMap(({ about, amountMinor: theirsMinor, currency }): Found[] => {
        const known = inOurs.get(about);
        if (known === undefined) return [{ about, what: 'unknown-here', theirsMinor, currency }];
        const { amountMinor: oursMinor } = known;
        const isSame = oursMinor === theirsMinor && known.currency === currency;
        return isSame ? [] : [{ about, what: 'amount-differs', oursMinor, theirsMinor, currency }];
      }),
    ...mine
      .filter(({ on, about }) => on === day && !inTheirs.has(about))
      .map(
        ({ about, amountMinor, currency }): Found => ({
          about,
          what: 'missing-there',
          oursMinor: amountMinor,
          currency,
        }),
      ),
  ];
}

/** The day that a gateway lists as a whole by then: yesterday, or of one that lists late the day before it. */
export const wholeDay = (gateway: GatewayName, at: Date) =>
  dayAfter(dayIn('UTC', new Date(at.getTime() - hours(CAPABILITIES[gateway].listsLateHours ?? 0))), -1);

/** So many days around a day are looked through. */
const AROUND = 3;
export const around = (day: string) => ({
  from: `${dayAfter(day, -AROUND)}T00:00:00.000Z`,
  until: `${dayAfter(day, AROUND + 1)}T00:00:00.000Z`,
});

/** What the gateway paid the platform's own bank on that day, or what came back from there. */
export const settledToBank = (
  gateway: Payment['gateway'],
  day: string,
  theirs: readonly BalanceLine[],
  at: string,
): Entry[] =>
  theirs
    .filter(({ kind, createdAt }) => (kind === 'payout' || kind === 'payout_returned') && createdAt.startsWith(day))
    .map(({ ref, netMinor, currency }) =>
      booked(
        'settled-to-bank',
        { amount: -netMinor },
        { about: `bank_${gateway}`, cause: ref, currency, at, owners: { gateway } },
      ),
    );

/** Where Kaspi says that more, or less, was given back of a payment than our books do: its provider did it by hand. While a
 *  refund is on its way, neither is right. */
export function refundedAtTill(payment: Payment, theirsMinor: number | undefined) {
  const oursMinor = givenBackMinor(payment);
  const isOnItsWay = payment.refunds.some(({ status }) => status === 'asked');
  if (theirsMinor === undefined || theirsMinor === oursMinor || isOnItsWay) return undefined;
  const { id, amount, succeededAt, createdAt } = payment;
  const found: Found = {
    about: `${id} given back`,
    what: 'amount-differs',
    oursMinor,
    theirsMinor,
    currency: amount.currency,
  };
  return { ...found, day: dayIn('UTC', succeededAt ?? createdAt) };
}

import { days } from '#shared/time';
import type { Entry } from '../ledger-schemas.ts';
import type { Dispute, Payment, Refund } from '../schemas.ts';
import { booked, reversed } from './movements.ts';
import { isHeldByProvider } from './payment.ts';
import { isPlatforms } from './platform.ts';
import { complete } from './refund.ts';

/* What the ledger holds of a payment follows from how the payment stands, and from nothing else: so whatever order things
 * were heard in, and however often, the same is booked, and whoever doubts it can work it out again. */

/** So long after it is complete, what was earned can be paid out. */
const HOLD = days(7);

/** Every entry that a payment has made so far. `at` is when they are booked. What the platform sold itself books as a bill. */
export function entriesOf(payment: Payment, at: string): Entry[] {
  if (payment.status !== 'succeeded' || isPlatforms(payment)) return [];
  return [
    paid(payment, at),
    ...feeKnown(payment, at),
    ...payment.refunds.flatMap((refund) => refunded(payment, refund, at)),
    ...payment.outside.flatMap(({ ref, amountMinor, status }) =>
      unlessFailed(
        booked('refunded-elsewhere', { amount: amountMinor }, head(payment, `outside:${ref}`, at)),
        status,
        at,
      ),
    ),
    ...payment.disputes.flatMap((dispute) => disputed(payment, dispute, at)),
  ];
}

/** What a payment books that has moved on. */
export function newEntries(before: Payment, after: Payment, at: string): Entry[] {
  const stands = new Set(entriesOf(before, at).map(({ cause }) => cause));
  return entriesOf(after, at).filter(({ cause }) => !stands.has(cause));
}

const head = ({ id, gateway, providerId, amount }: Payment, cause: string, at: string) => ({
  about: id,
  cause,
  currency: amount.currency,
  at,
  owners: { gateway, provider: providerId },
});

function paid(payment: Payment, at: string): Entry {
  const { amount, shares, refundTiers, succeededAt } = payment;
  const commission = shares.commission - shares.tax;
  const known = head(payment, 'paid', at);
  if (isHeldByProvider(payment)) {
    return booked('paid-in-person', { owed: shares.commission, commission, tax: shares.tax }, known);
  }
  const dueAt = new Date(complete(succeededAt!, refundTiers).getTime() + HOLD).toISOString();
  const { tax, provider, fee } = shares;
  const figures = { amount: amount.amountMinor, provider, commission, tax, withheld: fee };
  return booked('paid', figures, { ...known, dueAt });
}

function feeKnown(payment: Payment, at: string): Entry[] {
  const { feeMinor: fee, shares } = payment;
  if (fee === undefined || isHeldByProvider(payment)) return [];
  const difference = fee - shares.fee;
  return [booked('fee-known', { withheld: shares.fee, difference, fee }, head(payment, 'fee', at))];
}

function refunded(payment: Payment, { id, amountMinor, shares, feeBorneBy, status }: Refund, at: string): Entry[] {
  const commission = shares.commission - shares.tax;
  const known = head(payment, `refund:${id}`, at);
  if (isHeldByProvider(payment)) {
    const figures = { commission, tax: shares.tax, owed: shares.commission };
    return unlessFailed(booked('refunded-in-person', figures, known), status, at);
  }
  const borne = feeBorneBy === 'platform' ? shares.fee : 0;
  const provider = shares.provider + shares.fee - borne;
  const figures = { amount: amountMinor, provider, commission, tax: shares.tax, borne };
  return unlessFailed(booked('refunded', figures, known), status, at);
}

const unlessFailed = (entry: Entry, status: Refund['status'], at: string): Entry[] =>
  status === 'failed' ? [entry, reversed(entry, at)] : [entry];

/** What the gateway asks for it is known when it is closed: of one that was won it may give that back. One that was the
 *  provider's until an admin said otherwise is booked back, and anew as ours. */
function disputed(payment: Payment, { judged, ...dispute }: Dispute, at: string): Entry[] {
  const opened = booked('disputed', { taken: dispute.amountMinor }, head(payment, `dispute:${dispute.ref}`, at));
  const closed = closedAs(payment, dispute, at);
  if (!judged?.wasTheirs) return [opened, ...closed];
  const theirs = closedAs(payment, { ...dispute, isOurs: false }, at);
  const anew = closed.map((entry) => ({ ...entry, cause: `${entry.cause}:ours` }));
  return [opened, ...theirs, ...theirs.map((entry) => reversed(entry, at)), ...anew];
}

function closedAs(payment: Payment, dispute: Omit<Dispute, 'judged'>, at: string): Entry[] {
  const { ref, amountMinor: taken, feeMinor: fee, status, isOurs } = dispute;
  if (status === 'open') return [];
  const of = (what: string) => head(payment, `dispute:${ref}:${what}`, at);
  const shared = (minor: number) => {
    const provider = status === 'lost' && !isOurs ? minor : 0;
    return { provider, platform: minor - provider };
  };
  const closed =
    status === 'won'
      ? booked('dispute-won', { taken }, of('won'))
      : booked('dispute-lost', { taken, ...shared(taken) }, of('lost'));
  return [closed, ...(fee > 0 ? [booked('dispute-fee', { fee, ...shared(fee) }, of('fee'))] : [])];
}

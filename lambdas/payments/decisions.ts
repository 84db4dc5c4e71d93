import { isSubscribed, prepaid, priceOnOffer } from '#lambdas/membership/index';
import { notFound } from '#shared/failure';
import { type Answer, answer, certain } from '#shared/gateways/answer';
import type { GatewayPayment, GatewayRefund } from '#shared/gateways/payments';
import type { GatewayNotice, PaymentGateway } from '#shared/gateways/port';
import { isKnownHere, settingsIfAny } from '#shared/gateways/settings';
import type { GatewayName } from '#shared/gateways/words';
import type { Notification } from '#shared/http/webhook';
import type { Effect } from '#shared/outcome';
import type { Stored } from '#shared/table/entity';
import { hours, minutes } from '#shared/time';
import type { Bill } from './bill-schemas.ts';
import type { Document } from './document-schemas.ts';
import { begun, notPayable, type Offer, ratesAt, subscriptionRuns, wayOf } from './domain/begin.ts';
import { billOf, givenBack, newBillEntries, prepaidBill, seenAgain } from './domain/bill.ts';
import { newBillDocuments, newDocuments } from './domain/documents.ts';
import { newEntries } from './domain/entries.ts';
import { TAX_BPS } from './domain/fees.ts';
import { holdingId, holdingOf } from './domain/pack.ts';
import { isByHand } from './domain/payment.ts';
import { isPlatforms, PLATFORM } from './domain/platform.ts';
import { endsUse } from './domain/refund.ts';
import { financeIn, PLATFORM_ACCOUNTS, platformFigures, providerFigures, spanOf } from './domain/report.ts';
import { shardOf } from './domain/shards.ts';
import { agreedWith } from './domain/terms.ts';
import { shown } from './domain/view.ts';
import { toSettle } from './events.ts';
import type { Account, Entry, FinanceReport } from './ledger-schemas.ts';
import {
  bills,
  creditMoves,
  deferred,
  documents,
  dueDocuments,
  entries,
  holdings,
  holds,
  lines,
  packs,
  payments,
  payouts,
  places,
  received,
  sellers,
  tills,
  unsettled,
} from './records.ts';
import type { Payment, PaymentView, Refund, Subject, Unsettled } from './schemas.ts';

/* What several entries of this module read and decide alike. Whoever calls commits. */

/** A payment by its id. Needs `get:PLACE` and `get:PAYER`. */
export async function paymentOf(id: string): Promise<Stored<Payment> | undefined> {
  const place = await places.get({ id });
  return place && payments.get({ payerId: place.owner, createdAt: place.at, id });
}

/** Needs `get:PLACE`, `get:PACKS` and `unseal`. */
export async function packOf(id: string) {
  const place = await places.get({ id });
  return place && packs.get({ coachId: place.owner, id });
}

/** Needs `get:PLACE` and `get:PROVIDER`. */
export async function payoutOf(id: string) {
  const place = await places.get({ id });
  return place && payouts.get({ providerId: place.owner, month: place.at, id });
}

/** All that a provider was ever owed, and owed. Needs `query:ACCOUNT`. */
export async function linesOf(providerId: string) {
  const of = (account: Account) => lines.list({ account, of: providerId });
  const [payable, receivable] = await Promise.all([of('provider-payable'), of('provider-receivable')]);
  return { payable, receivable };
}

/** What a provider is owed and owes, for who books by it: of two who do so at once the second decides again, since what is
 *  booked goes with `oneByOne`. Needs `query:ACCOUNT`, `get:SELLERS` and `put:SELLERS`. */
export async function booksOf(providerId: string) {
  const seller = await sellerOf(providerId); // before the lines: whoever booked since has changed it
  return { ...(await linesOf(providerId)), seller, oneByOne: seller && sellers.change(seller, {}) };
}

type Days = { readonly from: string; readonly to: string };

/** What moved between providers and the platform. Needs `query:ACCOUNT`, `query:DOCUMENTS` and `query:RECIPIENT`. */
export async function financeOf(providerId: string, days: Days): Promise<FinanceReport> {
  const span = spanOf(days);
  const { since: from, until: to } = span;
  const of = (account: Account) => lines.list({ account, of: providerId }, { to });
  const [payable, receivable, issued, commissions] = await Promise.all([
    of('provider-payable'),
    of('provider-receivable'),
    documents.list({ sellerId: providerId }),
    received.list({ recipientId: providerId }, { from, to }),
  ]);
  const inTime = issued.filter(({ issuedAt }) => issuedAt >= from && issuedAt < to);
  return financeIn(span, [...payable, ...receivable], (currency, accounts) => {
    const mine = (some: readonly Document[]) => some.filter(({ gross }) => gross.currency === currency);
    return providerFigures(accounts, mine(inTime), mine(commissions));
  });
}

/** What is the platform's, or lies at a gateway. Needs `query:ACCOUNT`. */
export async function platformFinance(days: Days): Promise<FinanceReport> {
  const span = spanOf(days);
  const all = await Promise.all(
    PLATFORM_ACCOUNTS.map(([account, of]) => lines.list({ account, of }, { to: span.until })),
  );
  return financeIn(span, all.flat(), (_, accounts) => platformFigures(accounts));
}

/** Needs `get:SELLERS`. */
export const sellerOf = (providerId: string) => sellers.get({ shard: shardOf(providerId), providerId });

/** The platform's own tax from now on. Needs `get:SELLERS`. */
export const platformTax = async () => (await sellerOf(PLATFORM))?.taxBps ?? TAX_BPS;

/** At which rates a provider sells from now on. Needs `get:SELLERS`. */
export async function termsOf(providerId: string) {
  const [seller, platformTaxBps] = await Promise.all([sellerOf(providerId), platformTax()]);
  return { ...agreedWith(providerId, seller), platformTaxBps };
}

/** By what a provider takes the money themselves, or the platform what it sells by Kaspi; undefined where there is no till to
 *  it. Needs `get:TILL` and `unseal`. */
export async function tillOf({ gateway, providerId }: Pick<Payment, 'gateway' | 'providerId'>) {
  if (gateway !== 'kaspi') return undefined;
  if (!isPlatforms({ providerId })) return tills.get({ providerId });
  return { providerId, deviceToken: (await settingsIfAny('kaspi'))?.deviceToken };
}

/** What waits for a gateway from now on, or no more. Needs `put:UNSETTLED`, or `get:` and `delete:`. */
export const waits = (one: Omit<Unsettled, 'shard'>) => unsettled.add({ ...one, shard: shardOf(one.id) });
export async function waitsNoMore({ id, at }: Pick<Unsettled, 'id' | 'at'>): Promise<Effect> {
  const one = await unsettled.get({ shard: shardOf(id), at, id });
  return one && unsettled.remove(one);
}

/** An entry, and each of its lines where its account is read. Needs `put:LEDGER` and `put:ACCOUNT`. */
export const inBooks = (some: readonly Entry[]) =>
  some.flatMap(({ lines: sides, ...head }) => [
    entries.add({ ...head, lines: sides }),
    ...sides.map((side) => lines.add({ ...head, ...side })),
  ]);

/** What a kind of thing that is sold must be able to say. Bookings and programs will bring theirs. */
interface Sold {
  /** Undefined of what is not there, or not offered any more. Throws for who cannot buy it. */
  offer(id: string, payerId: string): Promise<Offer | undefined>;
  given(payment: Payment, now: Date): Promise<Effect[]>;
  /** How much of it is not used up yet. */
  unused(payment: Payment): Promise<{ readonly left: number; readonly of: number }>;
  takenBack(payment: Payment, refund: Refund): Promise<Effect[]>;
  /** Its refund has failed. */
  givenAgain(payment: Payment, refund: Refund, now: Date): Promise<Effect[]>;
}

export const SOLD: Readonly<Record<Subject['kind'], Sold>> = {
  pack: {
    async offer(id) {
      const pack = await packOf(id);
      if (pack?.status !== 'offered') return undefined;
      const { coachId: providerId, price, refundTiers } = pack;
      return { subject: { kind: 'pack', id }, providerId, price, refundTiers, waits: hours(1) };
    },
    async given(payment, now) {
      const pack = await packOf(payment.subject.id);
      if (pack === undefined) throw new Error(`${payment.id} paid for a pack that is not there`);
      const holding = holdingOf(pack, payment, now);
      return [holdings.add(holding), moved(holding, 'bought', holding.credits, holding.since)];
    },
    async unused(payment) {
      const { left, credits } = (await held(payment)) ?? { left: 0, credits: 1 };
      return { left, of: credits };
    },
    async takenBack(payment, { id, at }) {
      const holding = await held(payment);
      if (holding === undefined || holding.left === 0) return [];
      return [holdings.change(holding, { left: 0 }), moved(holding, `refund:${id}`, -holding.left, at)];
    },
    async givenAgain(payment, { id }, now) {
      const { payerId: clientId } = payment;
      const [holding, taken] = await Promise.all([
        held(payment),
        creditMoves.get({ clientId, holdingId: holdingId(payment.id), cause: `refund:${id}` }),
      ]);
      if (holding === undefined || taken === undefined) return [];
      const left = holding.left - taken.credits;
      return [
        holdings.change(holding, { left }),
        moved(holding, `refund:${id}:failed`, -taken.credits, now.toISOString()),
      ];
    },
  },
  /** A period of Premium that is paid ahead: the platform's own sale. What was paid is given for even if a subscription has
   *  begun meanwhile. It is given back by its bill. */
  membership: {
    async offer(id, payerId) {
      const price = await priceOnOffer(id);
      if (price === undefined) return undefined;
      if (await isSubscribed(payerId)) throw subscriptionRuns();
      return { subject: { kind: 'membership', id }, providerId: PLATFORM, price, refundTiers: [], waits: hours(1) };
    },
    async given(payment, now) {
      const { id: paymentId, payerId: personId, subject } = payment;
      const { period, effects } = await prepaid({ personId, paymentId, priceId: subject.id }, now);
      return [...effects, ...billed(prepaidBill(payment, period), now)];
    },
    unused: async () => ({ left: 0, of: 1 }),
    takenBack: async () => [],
    givenAgain: async () => [],
  },
};

/** What somebody wants to pay for. Needs `get:PLACE`, `get:PACKS`, `unseal`, `query:PLAN` and `get:MEMBER`.
 *  @throws `notFound` of what is not offered */
export async function offerOf({
  subject: { kind, id },
  payerId,
}: Pick<Payment, 'subject' | 'payerId'>): Promise<Offer> {
  const offer = await SOLD[kind].offer(id, payerId);
  if (offer === undefined) throw notFound();
  return offer;
}

/** A payment as it would be begun; what stands in its way is thrown. Needs `get:SELLERS`, `get:TILL`, `unseal` and the right to
 *  its gateway. */
export async function draftOf(
  offer: Offer,
  asked: Pick<Payment, 'id' | 'payerId' | 'gateway' | 'amount' | 'returnUrl'>,
  now: Date,
): Promise<Payment> {
  const { providerId, price } = offer;
  const { gateway, returnUrl: _, ...said } = asked;
  const [terms, till] = await Promise.all([termsOf(providerId), tillOf({ gateway, providerId })]);
  const rates = ratesAt(gateway, price.currency, terms);
  const way = wayOf(gateway, asked, till);
  const payment = begun(offer, { ...said, gateway, ...way, sellerTaxBps: terms.taxBps }, rates, now);
  if (!isByHand(payment) && !(await isKnownHere(gateway))) throw notPayable();
  return payment;
}

/** A bill that was paid just now, to be earned from now on. Needs `put:BILLS`, `put:DEFERRED`, `put:LEDGER`, `put:ACCOUNT` and
 *  `put:DOCUMENTS-DUE`. */
export const billed = (bill: Bill, now: Date): Effect[] => {
  const { ref, personId } = bill;
  return [
    bills.add(bill),
    deferred.add({ shard: shardOf(ref), ref, personId }),
    ...followingFrom(undefined, bill, now),
  ];
};

/** What a bill books and calls for that stands otherwise than before. */
export const followingFrom = (before: Bill | undefined, after: Bill, now: Date): Effect[] => [
  ...inBooks(newBillEntries(before, after, now.toISOString())),
  ...newBillDocuments(before, after, now.toISOString()).map((one) => dueDocuments.add(one)),
];

const held = ({ id, payerId }: Payment) => holdings.get({ clientId: payerId, id: holdingId(id) });
const moved = ({ clientId, id }: { clientId: string; id: string }, cause: string, credits: number, at: string) =>
  creditMoves.add({ clientId, holdingId: id, cause, credits, at });

/** A payment that has moved on, and all that follows from it, in one commit. Nothing if it has not. */
export async function advanced(before: Stored<Payment>, after: Payment, now: Date): Promise<Effect[]> {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const sold = SOLD[after.subject.kind];
  const isPaidNow = before.status !== 'succeeded' && after.status === 'succeeded';
  const failed = after.refunds.filter(
    ({ id, status }) => status === 'failed' && before.refunds.some((one) => one.id === id && one.status !== 'failed'),
  );
  return [
    payments.change(before, after),
    ...inBooks(newEntries(before, after, now.toISOString())),
    ...newDocuments(before, after, now.toISOString()).map((one) => dueDocuments.add(one)),
    ...(isPaidNow ? await sold.given(after, now) : []),
    ...(await Promise.all(failed.map((refund) => sold.givenAgain(after, refund, now)))).flat(),
    ...(await Promise.all(settledIn(before, after).map(waitsNoMore))),
    ...(await heldBack(before, after)),
  ];
}

/** What needs no look at the gateway any more. */
const settledIn = (before: Payment, after: Payment): Pick<Unsettled, 'id' | 'at'>[] => [
  ...(before.status === 'pending' && after.status !== 'pending' && !isByHand(after)
    ? [{ id: after.id, at: after.createdAt }]
    : []),
  ...after.refunds.filter(
    ({ id, status }) => status !== 'asked' && before.refunds.some((one) => one.id === id && one.status === 'asked'),
  ),
];

/** An open dispute holds as much of what the provider is paid; a closed one, or one that is ours, holds nothing. */
async function heldBack(before: Payment, after: Payment): Promise<Effect[]> {
  const isOpen = (payment: Payment, ref: string) =>
    payment.disputes.some((one) => one.ref === ref && one.status === 'open' && !one.isOurs);
  const changed = after.disputes.filter(({ ref }) => isOpen(before, ref) !== isOpen(after, ref));
  return Promise.all(
    changed.map(async ({ ref, amountMinor }): Promise<Effect> => {
      const { id: paymentId, providerId } = after;
      if (isOpen(after, ref)) {
        return holds.add({ providerId, ref, paymentId, amount: { ...after.amount, amountMinor } });
      }
      const hold = await holds.get({ providerId, ref });
      return hold && holds.remove(hold);
    }),
  );
}

/** A payment as its payer sees it: what was given back of the platform's own sale stands with its bill. Needs `get:BILLS`. */
export async function shownWhole(payment: Payment): Promise<PaymentView> {
  const { payerId: personId, id: ref } = payment;
  const bill = isPlatforms(payment) ? await bills.get({ personId, ref }) : undefined;
  return { ...shown(payment), ...(bill && { refundedMinor: givenBack(bill, 'amountMinor') }) };
}

const TITLES: Readonly<Record<Subject['kind'], string>> = { pack: 'Pack of sessions', membership: 'Premium' };
/** The gateway's index may lag so long; its idempotency key holds for longer. */
const INDEXED = minutes(1);

/** A payment at its gateway: begun there if it was not, once. */
export async function atGateway(
  { payments: there }: PaymentGateway,
  { id, ref, createdAt, amount, payerId, providerId, subject, expiresAt, returnUrl }: Payment,
  now: Date,
): Promise<Answer<GatewayPayment>> {
  if (ref !== undefined) return there.read(ref);
  if (now.getTime() - Date.parse(createdAt) > INDEXED) {
    const found = await there.find(id);
    if (found.kind !== 'answer') return found;
    if (found.value !== undefined) return answer(found.value);
  }
  const tags = { payer: payerId, provider: providerId, [subject.kind]: subject.id };
  return there.create({ id, amount, title: TITLES[subject.kind], tags, expiresAt, returnUrl });
}

/** A refund that is asked for: booked, and what was bought taken back. */
export async function refundAsked(payment: Stored<Payment>, refund: Refund, now: Date) {
  const after = { ...payment, refunds: [...payment.refunds, refund] };
  return [
    payments.change(payment, after),
    ...inBooks(newEntries(payment, after, now.toISOString())),
    ...newDocuments(payment, after, now.toISOString()).map((one) => dueDocuments.add(one)),
    ...(endsUse(after, refund) ? await SOLD[payment.subject.kind].takenBack(payment, refund) : []),
    refund.status === 'asked' &&
      waits({ id: refund.id, at: refund.at, gateway: payment.gateway, about: 'refund', of: payment.id }),
  ];
}

/** Asked for once: what is there by our id is not asked for again. Undefined of what was refused, which is the end of it. */
export async function refundAt(
  { refunds }: PaymentGateway,
  one: Parameters<PaymentGateway['refunds']['create']>[0],
): Promise<GatewayRefund | undefined> {
  const found = await refunds.find(one);
  // Somebody gave back by hand what our books do not know: whether ours was heard cannot be told any more.
  if (found.kind === 'refusal' && found.refusal.reason === 'wrong_state') return undefined;
  const there = certain(found);
  if (there !== undefined) return there;
  const said = await refunds.create(one);
  return said.kind === 'refusal' ? undefined : certain(said);
}

/** What a gateway told, as far as we listen; undefined of what is not genuine. */
export function told(gateway: GatewayName, notice: GatewayNotice | undefined): Notification | undefined {
  if (notice === undefined) return undefined;
  const { id, at, about, ref, ourId, accountRef } = notice;
  const raises = about && ref ? toSettle.raise({ gateway, about, ref, id: ourId, accountRef, at }) : undefined;
  return { id, raises };
}

/** A bill that was paid is in our books once, and its fee as soon as the gateway says what it took. Needs `get:BILLS`,
 *  `put:BILLS`, `put:DEFERRED`, `get:SELLERS`, `put:LEDGER`, `put:ACCOUNT`, `put:DOCUMENTS-DUE` and `gateway:stripe`. */
export async function billPaid(
  { subscriptions, payments: there }: PaymentGateway,
  ref: string,
  now: Date,
): Promise<Effect[]> {
  const said = certain(await subscriptions!.readBill(ref));
  const payment = said.paymentRef === undefined ? undefined : certain(await there.read(said.paymentRef));
  const isOne = payment?.fee?.currency === said.total.currency;
  const bill = billOf(said, isOne ? payment?.fee?.amountMinor : undefined, await platformTax());
  if (bill === undefined) return [];

  const before = await bills.get({ personId: bill.personId, ref });
  if (before === undefined) return billed(bill, now);
  const after = seenAgain(before, bill);
  const follows = followingFrom(before, after, now);
  return follows.length === 0 ? [] : [bills.change(before, after), ...follows];
}

import type { Bill } from '../bill-schemas.ts';
import type { Document, DueDocument, Series } from '../document-schemas.ts';
import type { Payment, Refund } from '../schemas.ts';
import { isHeldByProvider } from './payment.ts';
import { PLATFORM } from './platform.ts';
import { taxWithin } from './proportion.ts';
import { shardOf } from './shards.ts';

/** Where their files lie in the bucket. */
export const FOLDER = 'documents';

/** A number as text, in the order of numbers. */
export const serialOf = (number: number) => String(number).padStart(12, '0');

/** Every document that a payment calls for as it stands: the provider's for the price, the platform's for its commission,
 *  and for what was given back of either a credit note; where a bank has sent that back, it is invoiced again. Of what the
 *  platform sold itself its bill calls for them. */
export function documentsOf(payment: Payment, at: string): DueDocument[] {
  if (payment.status !== 'succeeded' || payment.providerId === PLATFORM) return [];
  const { amount, shares, subject } = payment;
  const inPerson = isHeldByProvider(payment);
  const both = (kind: DueDocument['kind'], what: string, gross: number, commission: number, fee: number) => {
    const kept = { commissionMinor: commission, feeMinor: inPerson ? 0 : fee, inPerson };
    return [
      { ...due(payment, kind, payment.providerId, what, gross, at), subject, kept },
      ...(commission > 0 ? [due(payment, kind, PLATFORM, what, commission, at)] : []),
    ];
  };
  return [
    ...both('invoice', 'paid', amount.amountMinor, shares.commission, shares.fee),
    ...payment.refunds.flatMap((refund) =>
      noted(refund).flatMap(([kind, what]) =>
        both(kind, what, refund.amountMinor, refund.shares.commission, borneByPlatform(refund)),
      ),
    ),
  ];
}

/** Of the gateway's fee, what the provider does not bear after all. */
const borneByPlatform = ({ feeBorneBy, shares }: Refund) => (feeBorneBy === 'platform' ? shares.fee : 0);

/** What was given back has a credit note; where the bank has sent it back, another invoice besides. */
function noted({ id, status, wasDone }: Pick<Refund, 'id' | 'status' | 'wasDone'>) {
  const note = ['credit-note', id] as const;
  if (status === 'done') return [note];
  return status === 'failed' && wasDone ? [note, ['invoice', `${id}:failed`] as const] : [];
}

/** Of a membership the platform is the seller. */
export function billDocumentsOf({ ref, personId, total, taxBps, refunds }: Bill, at: string): DueDocument[] {
  const one = (kind: DueDocument['kind'], what: string, amountMinor: number): DueDocument => ({
    shard: shardOf(PLATFORM),
    sellerId: PLATFORM,
    at,
    cause: `${ref}:${what}:${PLATFORM}`,
    kind,
    what: 'membership',
    paymentId: ref,
    recipientId: personId,
    gross: { ...total, amountMinor },
    taxBps,
  });
  return [
    one('invoice', 'paid', total.amountMinor),
    ...refunds.flatMap((refund) => noted(refund).map(([kind, what]) => one(kind, what, refund.amountMinor))),
  ];
}

export function newBillDocuments(before: Bill | undefined, after: Bill, at: string): DueDocument[] {
  const stands = new Set(before && billDocumentsOf(before, at).map(({ cause }) => cause));
  return billDocumentsOf(after, at).filter(({ cause }) => !stands.has(cause));
}

export function newDocuments(before: Payment, after: Payment, at: string): DueDocument[] {
  const stands = new Set(documentsOf(before, at).map(({ cause }) => cause));
  return documentsOf(after, at).filter(({ cause }) => !stands.has(cause));
}

function due(
  { id: paymentId, payerId, providerId, subject, amount, rates, sellerTaxBps }: Payment,
  kind: DueDocument['kind'],
  sellerId: string,
  what: string,
  amountMinor: number,
  at: string,
): DueDocument {
  const isPlatforms = sellerId === PLATFORM;
  return {
    shard: shardOf(sellerId),
    sellerId,
    at,
    cause: `${paymentId}:${what}:${isPlatforms ? PLATFORM : 'provider'}`,
    kind,
    what: isPlatforms ? 'commission' : subject.kind,
    paymentId,
    recipientId: isPlatforms ? providerId : payerId,
    gross: { ...amount, amountMinor },
    taxBps: isPlatforms ? rates.taxBps : sellerTaxBps,
  };
}

/** The next numbers of their series, one after the other. A number is drawn when the document is issued, so none is left out. */
export function numbered(
  due: readonly DueDocument[],
  series: readonly Series[],
  taxBps: number,
  issuedAt: string,
  newId: (prefix: string) => string,
): { documents: Document[]; series: Series[] } {
  const last = new Map(series.map((one) => [one.kind, one]));
  const documents = due.map(({ shard: _, at: soldAt, taxBps: own = taxBps, ...one }): Document => {
    const number = (last.get(one.kind)?.last ?? 0) + 1;
    last.set(one.kind, { sellerId: one.sellerId, kind: one.kind, last: number });
    const taxMinor = taxWithin(one.gross.amountMinor, own);
    const id = newId('doc');
    return { ...one, id, number, serial: serialOf(number), issuedAt, soldAt, taxBps: own, taxMinor };
  });
  return { documents, series: [...last.values()] };
}

/** As its recipient has it. */
export const sentOut = ({ kept: _, ...document }: Document): Document => document;

import { entity } from '#shared/table/entity';
import * as schemas from './schemas.ts';

/** By payer and time: a client's history is one query. */
export const payments = entity('payment', schemas.Payment, {
  partition: ['PAYER', 'payerId'],
  sort: ['PAYMENT', 'createdAt', 'id'],
});

/** From an id alone to whose it is, and when: written with what it points to, and never changed. */
export const places = entity('place', schemas.Place, { partition: ['PLACE', 'id'], sort: ['PLACE'] });

/** All that one payment, payout or bill has booked. */
export const entries = entity('ledger-entry', schemas.Entry, {
  partition: ['LEDGER', 'about'],
  sort: ['ENTRY', 'cause'],
});

/** The same lines by account, in the order of time: its balance, or a month of it, is one query. */
export const lines = entity('ledger-line', schemas.Line, {
  partition: ['ACCOUNT', 'account', 'of'],
  sort: ['LINE', 'at', 'about', 'cause'],
});

export const unsettled = entity('unsettled', schemas.Unsettled, {
  partition: ['UNSETTLED', 'shard'],
  sort: ['UNSETTLED', 'at', 'id'],
});

export const tills = entity('kaspi-till', schemas.Till, {
  partition: ['TILL', 'providerId'],
  sort: ['TILL'],
  sealed: { person: 'providerId', fields: ['deviceToken', 'printedQr'] },
});

export const packs = entity('pack', schemas.Pack, {
  partition: ['PACKS', 'coachId'],
  sort: ['PACK', 'id'],
  sealed: { person: 'coachId', fields: ['title'] },
});

export const holdings = entity('holding', schemas.Holding, {
  partition: ['HOLDER', 'clientId'],
  sort: ['HOLDING', 'id'],
});

export const creditMoves = entity('credit-move', schemas.CreditMove, {
  partition: ['HOLDER', 'clientId'],
  sort: ['CREDIT', 'holdingId', 'cause'],
});

export const sellers = entity('seller', schemas.Seller, {
  partition: ['SELLERS', 'shard'],
  sort: ['SELLER', 'providerId'],
});

export const holds = entity('payout-hold', schemas.Hold, {
  partition: ['PROVIDER', 'providerId'],
  sort: ['HOLD', 'ref'],
});

/** By month; of a provider and a currency there is one a month. */
export const payouts = entity('payout', schemas.Payout, {
  partition: ['PROVIDER', 'providerId'],
  sort: ['PAYOUT', 'month', 'id'],
});

/** All that one seller has to issue, in the order in which it came to be. */
export const dueDocuments = entity('due-document', schemas.DueDocument, {
  partition: ['DOCUMENTS-DUE', 'shard'],
  sort: ['DUE', 'sellerId', 'at', 'cause'],
});

export const documents = entity('document', schemas.Document, {
  partition: ['DOCUMENTS', 'sellerId'],
  sort: ['DOCUMENT', 'kind', 'serial'],
});

/** The same, where its recipient finds it: neither is ever changed. */
export const received = entity('received-document', schemas.Document, {
  partition: ['RECIPIENT', 'recipientId'],
  sort: ['DOCUMENT', 'issuedAt', 'cause'],
});

/** Written when the file is there. */
export const filed = entity('filed-document', schemas.Filed, { partition: ['DOCUMENT', 'id'], sort: ['FILE'] });

export const series = entity('document-series', schemas.Series, {
  partition: ['DOCUMENTS', 'sellerId'],
  sort: ['SERIES', 'kind'],
});

export const discrepancies = entity('discrepancy', schemas.Discrepancy, {
  partition: ['DISCREPANCIES', 'gateway'],
  sort: ['DISCREPANCY', 'day', 'id'],
});

export const bills = entity('membership-bill', schemas.Bill, {
  partition: ['BILLS', 'personId'],
  sort: ['BILL', 'ref'],
});

export const deferred = entity('deferred-bill', schemas.Deferred, {
  partition: ['DEFERRED', 'shard'],
  sort: ['BILL', 'ref'],
});

export const costs = entity('cost', schemas.Cost, {
  partition: ['COSTS', 'month'],
  sort: ['COST', 'kind', 'currency'],
});

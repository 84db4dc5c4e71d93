import { entity } from '#shared/table/entity';
import { Bill, Deferred } from './bill-schemas.ts';
import { Document, DueDocument, Filed, Series } from './document-schemas.ts';
import { Cost, Discrepancy, Entry, Line } from './ledger-schemas.ts';
import { CreditMove, Holding, Pack } from './pack-schemas.ts';
import { Payment, Place, Unsettled } from './schemas.ts';
import { Hold, Payout, Seller, Till } from './seller-schemas.ts';

/** By payer and time: a client's history is one query. */
export const payments = entity('payment', Payment, {
  partition: ['PAYER', 'payerId'],
  sort: ['PAYMENT', 'createdAt', 'id'],
});

/** From an id alone to whose it is, and when: written with what it points to, and never changed. */
export const places = entity('place', Place, { partition: ['PLACE', 'id'], sort: ['PLACE'] });

/** All that one payment, payout or bill has booked. */
export const entries = entity('ledger-entry', Entry, {
  partition: ['LEDGER', 'about'],
  sort: ['ENTRY', 'cause'],
});

/** The same lines by account, in the order of time: its balance, or a month of it, is one query. */
export const lines = entity('ledger-line', Line, {
  partition: ['ACCOUNT', 'account', 'of'],
  sort: ['LINE', 'at', 'about', 'cause'],
});

export const unsettled = entity('unsettled', Unsettled, {
  partition: ['UNSETTLED', 'shard'],
  sort: ['UNSETTLED', 'at', 'id'],
});

export const tills = entity('kaspi-till', Till, {
  partition: ['TILL', 'providerId'],
  sort: ['TILL'],
  sealed: { person: 'providerId', fields: ['deviceToken', 'printedQr'] },
});

export const packs = entity('pack', Pack, {
  partition: ['PACKS', 'coachId'],
  sort: ['PACK', 'id'],
  sealed: { person: 'coachId', fields: ['title'] },
});

export const holdings = entity('holding', Holding, {
  partition: ['HOLDER', 'clientId'],
  sort: ['HOLDING', 'id'],
});

export const creditMoves = entity('credit-move', CreditMove, {
  partition: ['HOLDER', 'clientId'],
  sort: ['CREDIT', 'holdingId', 'cause'],
});

export const sellers = entity('seller', Seller, {
  partition: ['SELLERS', 'shard'],
  sort: ['SELLER', 'providerId'],
});

export const holds = entity('payout-hold', Hold, {
  partition: ['PROVIDER', 'providerId'],
  sort: ['HOLD', 'ref'],
});

/** By month; of a provider and a currency there is one a month. */
export const payouts = entity('payout', Payout, {
  partition: ['PROVIDER', 'providerId'],
  sort: ['PAYOUT', 'month', 'id'],
});

/** All that one seller has to issue, in the order in which it came to be. */
export const dueDocuments = entity('due-document', DueDocument, {
  partition: ['DOCUMENTS-DUE', 'shard'],
  sort: ['DUE', 'sellerId', 'at', 'cause'],
});

export const documents = entity('document', Document, {
  partition: ['DOCUMENTS', 'sellerId'],
  sort: ['DOCUMENT', 'kind', 'serial'],
});

/** The same, where its recipient finds it: neither is ever changed. */
export const received = entity('received-document', Document, {
  partition: ['RECIPIENT', 'recipientId'],
  sort: ['DOCUMENT', 'issuedAt', 'cause'],
});

/** Written when the file is there. */
export const filed = entity('filed-document', Filed, { partition: ['DOCUMENT', 'id'], sort: ['FILE'] });

export const series = entity('document-series', Series, {
  partition: ['DOCUMENTS', 'sellerId'],
  sort: ['SERIES', 'kind'],
});

export const discrepancies = entity('discrepancy', Discrepancy, {
  partition: ['DISCREPANCIES', 'gateway'],
  sort: ['DISCREPANCY', 'day', 'id'],
});

export const bills = entity('membership-bill', Bill, {
  partition: ['BILLS', 'personId'],
  sort: ['BILL', 'ref'],
});

export const deferred = entity('deferred-bill', Deferred, {
  partition: ['DEFERRED', 'shard'],
  sort: ['BILL', 'ref'],
});

export const costs = entity('cost', Cost, {
  partition: ['COSTS', 'month'],
  sort: ['COST', 'kind', 'currency'],
});

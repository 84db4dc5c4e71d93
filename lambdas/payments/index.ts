/** What follows from how a payment or a payout stands: whoever doubts the books works it out again. */
export { billEntries } from './domain/bill.ts';
export { costEntries } from './domain/cost.ts';
export { billDocumentsOf, documentsOf } from './domain/documents.ts';
export { entriesOf } from './domain/entries.ts';
export { isByHand } from './domain/payment.ts';
export { payoutEntries } from './domain/payout-entries.ts';

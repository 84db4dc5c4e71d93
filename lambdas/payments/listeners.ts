import { billSeen } from '#lambdas/membership/events';
import { listener } from '#shared/events/listener';
import {
  cancelled,
  documentIssued,
  membershipRefunded,
  paidOut,
  paymentEnded,
  refunded,
  refundFailed,
  succeeded,
  toSettle,
} from './events.ts';

export const onToSettle = listener('payments.on-to-settle', {
  hears: toSettle,
  summary: 'Look at a gateway, and settle here what it shows',
  raises: [succeeded, cancelled, refunded, refundFailed, paymentEnded],
  needs: [
    ...([
      'get:PLACE',
      'get:PAYER',
      'put:PAYER',
      'put:LEDGER',
      'put:ACCOUNT',
      'put:DOCUMENTS-DUE',
      'get:PACKS',
      'unseal',
    ] as const),
    ...(['get:UNSETTLED', 'delete:UNSETTLED', 'get:HOLDER', 'put:HOLDER'] as const),
    ...(['get:PROVIDER', 'put:PROVIDER', 'delete:PROVIDER', 'get:TILL', 'put:BILLS', 'put:DEFERRED'] as const),
    ...(['query:PLAN', 'get:MEMBER', 'put:MEMBER', 'query:GRANT', 'put:GRANT', 'get:ENDING', 'put:ENDING'] as const),
    ...(['gateway:stripe', 'gateway:paypal', 'gateway:kaspi'] as const),
  ],
  impact: 'what was paid or given back is not seen as such, and nobody gets what they paid for',
});

export const onProviderToSettle = listener('payments.on-provider-to-settle', {
  hears: toSettle,
  summary: 'Look at a provider’s account or payout at a gateway, and settle here what it shows',
  raises: [paidOut],
  needs: [
    ...([
      'get:PLACE',
      'get:SELLERS',
      'put:SELLERS',
      'get:PROVIDER',
      'put:PROVIDER',
      'put:LEDGER',
      'put:ACCOUNT',
    ] as const),
    ...(['get:UNSETTLED', 'delete:UNSETTLED', 'gateway:stripe', 'gateway:paypal'] as const),
  ],
  impact: 'payouts are booked and never leave',
});

export const onToSettleBill = listener('payments.on-to-settle-bill', {
  hears: toSettle,
  summary: 'Book what members paid, and give back what they are to have back',
  raises: [membershipRefunded],
  needs: [
    ...(['get:BILLS', 'put:BILLS', 'put:DEFERRED', 'put:LEDGER', 'put:ACCOUNT', 'put:DOCUMENTS-DUE'] as const),
    ...(['get:PLACE', 'get:UNSETTLED', 'delete:UNSETTLED', 'get:SELLERS'] as const),
    ...(['gateway:stripe', 'gateway:paypal', 'gateway:kaspi'] as const),
  ],
  impact: 'what members pay is not in the books',
});

export const onDocumentIssued = listener('payments.on-document-issued', {
  hears: documentIssued,
  summary: 'Print an invoice or credit note, and keep it',
  needs: ['get:DOCUMENTS', 'get:USER', 'unseal', 'keep:documents', 'get:DOCUMENT', 'put:DOCUMENT'],
  seconds: 30, // a page with fonts of its own
  impact: 'invoices are numbered, and cannot be fetched as PDF',
});

export const onBillSeen = listener('payments.on-bill-seen', {
  hears: billSeen,
  summary: 'Book what a member paid and no webhook told of',
  needs: [
    ...(['get:BILLS', 'put:BILLS', 'put:DEFERRED', 'put:LEDGER', 'put:ACCOUNT', 'put:DOCUMENTS-DUE'] as const),
    ...(['get:SELLERS', 'gateway:stripe'] as const),
  ],
  impact: 'what members paid is not in the books where the gateway’s word was lost',
});

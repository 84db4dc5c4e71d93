import { schedule } from '#shared/schedules/schedule';
import { debtDue, documentIssued, toSettle } from './events.ts';

export const everyFiveMinutesSettle = schedule('payments.every-five-minutes-settle', {
  at: 'rate(5 minutes)',
  missed: 'once',
  summary: 'Look at what waits for its gateway',
  raises: [toSettle],
  needs: ['query:UNSETTLED'],
  seconds: 300,
  impact: 'what a gateway did not answer, or told nobody, stays as it was',
});

export const everyMonthPayOut = schedule('payments.every-month-pay-out', {
  at: 'cron(0 6 1 * ? *)',
  missed: 'once',
  summary: 'Pay out to providers what is theirs, and tell who owes how much',
  raises: [toSettle, debtDue],
  needs: [
    ...([
      'query:SELLERS',
      'get:SELLERS',
      'put:SELLERS',
      'query:ACCOUNT',
      'query:PROVIDER',
      'put:PROVIDER',
      'put:PLACE',
    ] as const),
    ...(['put:LEDGER', 'put:ACCOUNT', 'put:UNSETTLED'] as const),
  ],
  seconds: 300,
  impact: 'providers wait for their money',
});

export const everyFiveMinutesIssue = schedule('payments.every-five-minutes-issue', {
  at: 'rate(5 minutes)',
  missed: 'once',
  summary: 'Draw the numbers of invoices and credit notes',
  raises: [documentIssued],
  needs: [
    ...(['query:DOCUMENTS-DUE', 'get:DOCUMENTS-DUE', 'delete:DOCUMENTS-DUE', 'get:SELLERS'] as const),
    ...(['query:DOCUMENTS', 'put:DOCUMENTS', 'put:RECIPIENT'] as const),
  ],
  seconds: 300,
  impact: 'nobody gets an invoice',
});

export const everyNightReconcile = schedule('payments.every-night-reconcile', {
  at: 'cron(30 2 * * ? *)',
  missed: 'each',
  summary: 'Hold the gateway’s books of yesterday against ours',
  needs: [
    ...(['query:ACCOUNT', 'put:ACCOUNT', 'get:LEDGER', 'put:LEDGER', 'query:DISCREPANCIES'] as const),
    ...(['put:DISCREPANCIES', 'gateway:stripe'] as const),
  ],
  seconds: 300,
  impact: 'nobody learns where a gateway’s books and ours differ',
});

export const everyMonthRecognise = schedule('payments.every-month-recognise', {
  at: 'cron(0 5 1 * ? *)',
  missed: 'once',
  summary: 'Book as earned what members paid ahead',
  needs: [
    ...(['query:DEFERRED', 'get:DEFERRED', 'delete:DEFERRED', 'get:BILLS', 'put:BILLS'] as const),
    ...(['put:LEDGER', 'put:ACCOUNT'] as const),
  ],
  seconds: 300,
  impact: 'what members paid ahead stays unearned in the books',
});

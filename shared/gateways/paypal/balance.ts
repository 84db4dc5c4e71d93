import { mapped } from '../answer.ts';
import type { Balance, BalanceLine } from '../shares.ts';
import type { BalanceKind } from '../words.ts';
import type { paypal } from './client.ts';
import { fromPayPal, type PayPalMoney } from './money.ts';

/* Transaction Search: https://developer.paypal.com/docs/api/transaction-search/v1/. What was done is found up to three hours
 * later; a stretch is 31 days at the most. It must be switched on for the app. */

const AT_ONCE = 500;

/** By event code, else by its group: https://developer.paypal.com/docs/reports/reference/tcodes/ */
const KIND: Readonly<Record<string, BalanceKind>> = {
  T0001: 'transfer',
  T1106: 'dispute', // taken back by PayPal
  T1107: 'refund',
  T1114: 'transfer_returned',
  T1115: 'transfer_returned',
  T00: 'payment',
  T01: 'fee',
  T03: 'payout_returned', // from our bank
  T04: 'payout', // to our bank
  T12: 'dispute',
};
/** Done, and perhaps undone since, which is a line of its own. What is pending or denied has moved nothing. */
const MOVED = new Set(['S', 'V']);

export const balance = (ask: ReturnType<typeof paypal>, atOnce = AT_ONCE): Balance => ({
  list: async ({ from, until, cursor = '1' }) => {
    const query = new URLSearchParams({
      start_date: from,
      end_date: until,
      fields: 'transaction_info',
      page_size: String(atOnce),
      page: cursor,
    });
    return mapped(
      await ask('GET', `/v1/reporting/transactions?${query}`),
      ({ transaction_details, page, total_pages }) => ({
        items: transaction_details
          .map((one: any) => one.transaction_info)
          .filter((one: Info) => MOVED.has(one.transaction_status))
          .map(lineOf),
        ...(page < total_pages && { cursor: String(page + 1) }),
      }),
    );
  },
});

interface Info {
  readonly transaction_id: string;
  readonly transaction_event_code: string;
  readonly transaction_initiation_date: string;
  readonly transaction_amount: PayPalMoney;
  readonly fee_amount?: PayPalMoney;
  readonly transaction_status: string;
  readonly invoice_id?: string;
  readonly custom_field?: string;
}

/** A capture, a refund or a payout is known there by our id, as the invoice's number or beside it. */
function lineOf(info: Info): BalanceLine {
  const { transaction_id: ref, transaction_event_code: code, invoice_id, custom_field } = info;
  const { amountMinor: grossMinor, currency } = fromPayPal(info.transaction_amount);
  const feeMinor = info.fee_amount ? -fromPayPal(info.fee_amount).amountMinor : 0;
  // To the second, and with no colon in the offset.
  const at = new Date(info.transaction_initiation_date.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')).toISOString();
  return {
    ref,
    kind: KIND[code] ?? KIND[code.slice(0, 3)] ?? 'other',
    grossMinor,
    feeMinor,
    netMinor: grossMinor - feeMinor,
    currency,
    sourceRef: ref,
    id: invoice_id ?? custom_field,
    createdAt: at,
    availableAt: at,
  };
}

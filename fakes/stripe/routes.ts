import { createAccount, createAccountLink, readAccount } from './accounts.ts';
import { listLines } from './balance.ts';
import { createCoupon, createPrice, createProduct, listPrices } from './catalogue.ts';
import { createSession, expireSession, listSessions, readSession } from './checkout.ts';
import { createCustomer, deleteCustomer, searchCustomers } from './customers.ts';
import { readDispute } from './disputes.ts';
import { readInvoice } from './invoices.ts';
import {
  cancelIntent,
  captureIntent,
  confirmIntent,
  createIntent,
  listIntents,
  readIntent,
  searchIntents,
} from './payment-intents.ts';
import { readPayout } from './payouts.ts';
import { createPortalSession } from './portal.ts';
import { createRefund, listRefunds, readRefund } from './refunds.ts';
import { cancelSubscription, listSubscriptions, readSubscription, updateSubscription } from './subscriptions.ts';
import { createReversal, createTransfer, listReversals, listTransfers, readTransfer } from './transfers.ts';
import type { Call } from './world.ts';

/** Exactly the calls that our adapter makes, by Stripe's own paths. */
export const ROUTES: Readonly<Record<string, (call: Call) => unknown>> = {
  'POST /v1/payment_intents': createIntent,
  'GET /v1/payment_intents': listIntents,
  'GET /v1/payment_intents/search': searchIntents,
  'GET /v1/payment_intents/{intent}': readIntent,
  'POST /v1/payment_intents/{intent}/confirm': confirmIntent,
  'POST /v1/payment_intents/{intent}/capture': captureIntent,
  'POST /v1/payment_intents/{intent}/cancel': cancelIntent,
  'POST /v1/refunds': createRefund,
  'GET /v1/refunds': listRefunds,
  'GET /v1/refunds/{refund}': readRefund,
  'GET /v1/disputes/{dispute}': readDispute,
  'POST /v1/customers': createCustomer,
  'GET /v1/customers/search': searchCustomers,
  'DELETE /v1/customers/{customer}': deleteCustomer,
  'POST /v1/products': createProduct,
  'POST /v1/prices': createPrice,
  'GET /v1/prices': listPrices,
  'POST /v1/coupons': createCoupon,
  'POST /v1/checkout/sessions': createSession,
  'GET /v1/checkout/sessions': listSessions,
  'GET /v1/checkout/sessions/{session}': readSession,
  'POST /v1/checkout/sessions/{session}/expire': expireSession,
  'GET /v1/subscriptions': listSubscriptions,
  'GET /v1/subscriptions/{subscription_exposed_id}': readSubscription,
  'POST /v1/subscriptions/{subscription_exposed_id}': updateSubscription,
  'DELETE /v1/subscriptions/{subscription_exposed_id}': cancelSubscription,
  'GET /v1/invoices/{invoice}': readInvoice,
  'POST /v1/billing_portal/sessions': createPortalSession,
  'POST /v1/accounts': createAccount,
  'GET /v1/accounts/{account}': readAccount,
  'POST /v1/account_links': createAccountLink,
  'GET /v1/payouts/{payout}': readPayout,
  'POST /v1/transfers': createTransfer,
  'GET /v1/transfers': listTransfers,
  'GET /v1/transfers/{transfer}': readTransfer,
  'POST /v1/transfers/{id}/reversals': createReversal,
  'GET /v1/transfers/{id}/reversals': listReversals,
  'GET /v1/balance_transactions': listLines,
};

const table = Object.entries(ROUTES).map(([route, act]) => {
  const [method, path] = route.split(' ') as [string, string];
  return { route, method, act, fits: new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`) };
});

/** Which of them a request asks for. A name is no id: `search` comes before what is read by id, as in the table. */
export function routeOf(method: string, path: string) {
  for (const { route, act, fits, ...one } of table) {
    const found = one.method === method && fits.exec(path);
    if (found) return { route, act, id: decodeURIComponent(found[1] ?? '') };
  }
  return undefined;
}

import { book, feeOf } from './balance.ts';
import { cardBehind } from './cards.ts';
import type { Thing, World } from './world.ts';

const NOBODY = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

/** One try of a payment: it takes the money, holds it, or fails. */
export function charge(
  world: World,
  intent: Thing,
  method: Thing,
  how: 'taken' | 'held' | 'failed',
  no?: Thing['error'],
) {
  const failed = how === 'failed';
  const made = world.add({
    id: world.newId('ch'),
    object: 'charge',
    amount: intent['amount'],
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: NOBODY,
    calculated_statement_descriptor: 'FAKE',
    captured: false,
    created: world.now(),
    currency: intent['currency'],
    customer: intent['customer'],
    description: intent['description'],
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failed ? no.code : null,
    failure_message: failed ? no.message : null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent['metadata'] },
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: failed ? 'declined_by_network' : 'approved_by_network',
      reason: failed ? (no.decline_code ?? no.code) : null,
      risk_level: 'normal',
      seller_message: failed ? 'The fake bank said no.' : 'Payment complete.',
      type: failed ? 'issuer_declined' : 'authorized',
    },
    paid: !failed,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { card: cardDetails(intent['amount'], method), type: 'card' },
    radar_options: {},
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: failed ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: intent['transfer_group'],
  });
  if (how === 'taken') take(world, made, made.amount);
  return made;
}

/** The money is the platform's, less the fee. */
export function take(world: World, held: Thing, amount: number): void {
  const line = book(world, {
    type: 'charge',
    amount,
    fee: feeOf(amount, held['currency']),
    currency: held['currency'],
    source: held.id,
    isPending: true,
  });
  Object.assign(held, { amount_captured: amount, captured: true, balance_transaction: line.id });
}

const cardDetails = (amount: number, method: Thing) => ({
  amount_authorized: amount,
  authorization_code: null,
  brand: 'visa',
  checks: method['card'].checks,
  country: 'US',
  exp_month: 8,
  exp_year: 2034,
  extended_authorization: { status: 'disabled' },
  fingerprint: method['card'].fingerprint,
  funding: 'credit',
  incremental_authorization: { status: 'unavailable' },
  installments: null,
  last4: method['card'].last4,
  mandate: null,
  multicapture: { status: 'unavailable' },
  network: 'visa',
  network_token: { used: false },
  network_transaction_id: null,
  overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
  regulated_status: 'unregulated',
  three_d_secure: null,
  wallet: null,
});

export const cardOf = (world: World, charge: Thing) => cardBehind(world, charge['payment_method']);

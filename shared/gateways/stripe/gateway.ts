import { CAPABILITIES } from '../capabilities.ts';
import type { PaymentGateway } from '../port.ts';
import { connect } from './ask.ts';
import { payers } from './payers.ts';
import { disputes, payments, refunds } from './payments.ts';
import { accounts, balance, transfers } from './shares.ts';
import { subscriptions } from './subscriptions.ts';

/** Stripe, whole: what it cannot do, no other of ours can. */
export function stripeGateway(settings: Parameters<typeof connect>[0]) {
  const stripe = connect(settings);
  return {
    name: 'stripe',
    capabilities: CAPABILITIES.stripe,
    payments: payments(stripe),
    refunds: refunds(stripe),
    payers: payers(stripe),
    disputes: disputes(stripe),
    subscriptions: subscriptions(stripe),
    accounts: accounts(stripe),
    transfers: transfers(stripe),
    balance: balance(stripe),
  } satisfies PaymentGateway;
}

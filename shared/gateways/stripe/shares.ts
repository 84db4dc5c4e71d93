import type Stripe from 'stripe';
import { mapped } from '../answer.ts';
import type {
  Accounts,
  Balance,
  BalanceLine,
  GatewayAccount,
  GatewayBankPayout,
  GatewayTransfer,
  Transfers,
} from '../shares.ts';
import { ask, firstMarked, instant, marked, marks, maybeRef, once, seconds } from './ask.ts';
import { fromStripe, minorOf, toStripe } from './money.ts';
import { BANK_PAYOUT, lineKind, said } from './words.ts';

const AT_ONCE = 100;

/** The platform answers for fees and losses, the provider's own form and pages are Stripe's. */
export const accounts = (stripe: Stripe): Accounts => ({
  create: async ({ id, country, email }) =>
    mapped(
      await ask(() =>
        stripe.accounts.create(
          {
            country,
            ...(email !== undefined && { email }),
            controller: {
              fees: { payer: 'application' },
              losses: { payments: 'application' },
              stripe_dashboard: { type: 'express' },
            },
            capabilities: { transfers: { requested: true } },
            ...marked(id),
          },
          once('account', id),
        ),
      ),
      accountOf,
    ),
  onboarding: async ({ ref, returnUrl, refreshUrl }) =>
    mapped(
      await ask(() =>
        stripe.accountLinks.create({
          account: ref,
          type: 'account_onboarding',
          return_url: returnUrl,
          refresh_url: refreshUrl,
        }),
      ),
      ({ url, expires_at }) => ({ url, expiresAt: instant(expires_at) }),
    ),
  read: async (ref) => mapped(await ask(() => stripe.accounts.retrieve(ref)), accountOf),
  readBankPayout: async ({ ref, accountRef }) =>
    mapped(await ask(() => stripe.payouts.retrieve(ref, {}, { stripeAccount: accountRef })), (payout) =>
      bankPayoutOf(payout, accountRef),
    ),
});

const accountOf = (account: Stripe.Account): GatewayAccount => ({
  ref: account.id,
  id: account.metadata?.['id'],
  payoutsEnabled: account.payouts_enabled,
  transfersEnabled: account.capabilities?.transfers === 'active',
  isComplete: account.details_submitted,
  missing: account.requirements?.currently_due?.length ?? 0,
});

const bankPayoutOf = (payout: Stripe.Payout, accountRef: string): GatewayBankPayout => ({
  ref: payout.id,
  accountRef,
  status: said(BANK_PAYOUT, payout.status),
  amount: fromStripe(payout.amount, payout.currency),
  arrivesAt: instant(payout.arrival_date),
});

export const transfers = (stripe: Stripe): Transfers => ({
  create: async ({ id, accountRef, amount, tags }) =>
    mapped(
      await ask(() =>
        stripe.transfers.create(
          { ...toStripe(amount), destination: accountRef, transfer_group: id, ...marked(id, tags) },
          once('transfer', id),
        ),
      ),
      transferOf,
    ),
  read: async (ref) => mapped(await ask(() => stripe.transfers.retrieve(ref)), transferOf),
  find: async (id) =>
    mapped(
      await ask(() => firstMarked(stripe.transfers.list({ transfer_group: id, limit: AT_ONCE }), id)),
      (found) => found && transferOf(found),
    ),
  reverse: async ({ id, ref, amount }) =>
    mapped(
      await ask(() =>
        stripe.transfers.createReversal(ref, { amount: toStripe(amount).amount, ...marked(id) }, once('reversal', id)),
      ),
      refOnly,
    ),
  findReversal: async ({ id, ref }) =>
    mapped(
      await ask(() => firstMarked(stripe.transfers.listReversals(ref, { limit: AT_ONCE }), id)),
      (found) => found && refOnly(found),
    ),
});

const refOnly = ({ id }: { readonly id: string }) => ({ ref: id });

const transferOf = (transfer: Stripe.Transfer): GatewayTransfer => ({
  ref: transfer.id,
  ...marks(transfer.metadata),
  accountRef: maybeRef(transfer.destination) ?? '',
  amount: fromStripe(transfer.amount, transfer.currency),
  hasArrived: true, // on their account there; to their bank it is the gateway's doing
  returnedMinor: minorOf(transfer.amount_reversed, transfer.currency),
  createdAt: instant(transfer.created),
});

export const balance = (stripe: Stripe): Balance => ({
  list: async ({ from, until, cursor }) =>
    mapped(
      await ask(() =>
        stripe.balanceTransactions.list({
          created: { gte: seconds(from), lt: seconds(until) },
          limit: AT_ONCE,
          ...(cursor !== undefined && { starting_after: cursor }),
          expand: ['data.source'],
        }),
      ),
      ({ data, has_more }) => ({ items: data.map(lineOf), ...(has_more && { cursor: data.at(-1)!.id }) }),
    ),
});

function lineOf(line: Stripe.BalanceTransaction): BalanceLine {
  const source = typeof line.source === 'object' ? line.source : null;
  const kind = lineKind(line);
  // A charge is one try of a payment: we know the payment.
  const payment = source && kind === 'payment' && 'payment_intent' in source ? source.payment_intent : null;
  return {
    ref: line.id,
    kind,
    grossMinor: minorOf(line.amount, line.currency),
    feeMinor: minorOf(line.fee, line.currency),
    netMinor: minorOf(line.net, line.currency),
    currency: line.currency.toUpperCase(),
    sourceRef: maybeRef(payment) ?? maybeRef(line.source),
    id: source && 'metadata' in source ? source.metadata?.['id'] : undefined,
    createdAt: instant(line.created),
    availableAt: instant(line.available_on),
  };
}

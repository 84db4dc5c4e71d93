import type Stripe from 'stripe';
import type {
  BalanceKind,
  BankPayoutStatus,
  BillCause,
  BillStatus,
  CheckoutStatus,
  DeclineReason,
  DisputeStatus,
  GatewayPaymentStatus,
  RefundStatus,
  SubscriptionStatus,
} from '../words.ts';

/* Stripe's words and ours, side by side. */

type Words<Ours> = Readonly<Record<string, Ours>>;

/** Our word for theirs. One that Stripe has new is a bug to be seen, not to be guessed at. */
export function said<Ours>(words: Words<Ours>, theirs: string | null | undefined): Ours {
  const ours = words[theirs ?? ''];
  if (ours === undefined) throw new RangeError(`Stripe says ${theirs}, which we do not know`);
  return ours;
}

export const PAYMENT: Words<GatewayPaymentStatus> = {
  requires_payment_method: 'awaiting_payer',
  requires_confirmation: 'awaiting_confirmation',
  requires_action: 'awaiting_action',
  processing: 'processing',
  requires_capture: 'authorised',
  succeeded: 'succeeded',
  canceled: 'cancelled',
};

export const REFUND: Words<RefundStatus> = {
  pending: 'pending',
  requires_action: 'pending',
  succeeded: 'done',
  failed: 'failed',
  canceled: 'withdrawn',
};

export const DISPUTE: Words<DisputeStatus> = {
  warning_needs_response: 'inquiry',
  warning_under_review: 'inquiry',
  warning_closed: 'inquiry_closed',
  prevented: 'inquiry_closed',
  needs_response: 'open',
  under_review: 'under_review',
  won: 'won',
  lost: 'lost',
};

export const SUBSCRIPTION: Words<SubscriptionStatus> = {
  incomplete: 'awaiting_first_payment',
  incomplete_expired: 'ended',
  trialing: 'trial',
  active: 'active',
  past_due: 'past_due',
  unpaid: 'unpaid',
  paused: 'paused',
  canceled: 'ended',
};

export const BILL: Words<BillStatus> = {
  draft: 'draft',
  open: 'open',
  paid: 'paid',
  void: 'void',
  uncollectible: 'uncollectible',
};

export const CHECKOUT: Words<CheckoutStatus> = { open: 'open', complete: 'complete', expired: 'expired' };

export const CAUSE: Words<BillCause> = {
  subscription_create: 'start',
  subscription_cycle: 'renewal',
  subscription_update: 'change',
};

export const BANK_PAYOUT: Words<BankPayoutStatus> = {
  pending: 'on_its_way',
  in_transit: 'on_its_way',
  paid: 'arrived',
  failed: 'failed',
  canceled: 'recalled',
};

/** By the line's type. A dispute is an `adjustment`, told from others by its reporting category. */
const LINE: Words<BalanceKind> = {
  charge: 'payment',
  payment: 'payment',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'refund_returned',
  payment_failure_refund: 'refund_returned',
  transfer: 'transfer',
  transfer_refund: 'transfer_returned',
  transfer_cancel: 'transfer_returned',
  transfer_failure: 'transfer_returned',
  stripe_fee: 'fee',
  stripe_fx_fee: 'fee',
  tax_fee: 'fee',
  payout: 'payout',
  payout_failure: 'payout_returned',
  payout_cancel: 'payout_returned',
};
const CATEGORY: Words<BalanceKind> = { dispute: 'dispute', dispute_reversal: 'dispute_returned' };

export const lineKind = (line: Stripe.BalanceTransaction): BalanceKind =>
  CATEGORY[line.reporting_category] ?? LINE[line.type] ?? 'other';

/** https://docs.stripe.com/declines/codes; the rest of them, theft and suspicion among it, is just `declined`. */
const DECLINE: Words<DeclineReason> = {
  insufficient_funds: 'insufficient_funds',
  expired_card: 'expired_card',
  invalid_expiry_month: 'expired_card',
  invalid_expiry_year: 'expired_card',
  incorrect_number: 'wrong_number',
  invalid_number: 'wrong_number',
  invalid_account: 'wrong_number',
  incorrect_cvc: 'wrong_code',
  invalid_cvc: 'wrong_code',
  incorrect_pin: 'wrong_code',
  invalid_pin: 'wrong_code',
  incorrect_zip: 'wrong_postcode',
  incorrect_address: 'wrong_postcode',
  authentication_required: 'authentication_failed',
  authentication_not_handled: 'authentication_failed',
  payment_intent_authentication_failure: 'authentication_failed',
  card_not_supported: 'not_supported',
  currency_not_supported: 'not_supported',
  invalid_amount: 'not_supported',
  service_not_allowed: 'not_supported',
  transaction_not_allowed: 'not_supported',
  card_velocity_exceeded: 'limit_exceeded',
  withdrawal_count_limit_exceeded: 'limit_exceeded',
  pin_try_exceeded: 'limit_exceeded',
  approve_with_id: 'try_again',
  issuer_not_available: 'try_again',
  processing_error: 'try_again',
  reenter_transaction: 'try_again',
  try_again_later: 'try_again',
};

/** The bank's own word, or else what Stripe itself found wrong. */
export const declineOf = (error: { decline_code?: string | undefined; code?: string | undefined }): DeclineReason =>
  DECLINE[error.decline_code ?? ''] ?? DECLINE[error.code ?? ''] ?? 'declined';

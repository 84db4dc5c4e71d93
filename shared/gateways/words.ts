import * as z from 'zod';

/* What gateways tell us, in our words: each adapter translates into these, and a gateway's own words stop there. */

export const GatewayName = z.enum(['stripe', 'paypal', 'kaspi', 'cash']);
export type GatewayName = z.infer<typeof GatewayName>;

/** How far a payment is at its gateway. A declined try leaves it `awaiting_payer`, with the decline beside it. */
export const GatewayPaymentStatus = z.enum([
  'awaiting_payer',
  'awaiting_confirmation',
  'awaiting_action', // the payer's bank asks something, or a QR waits to be read
  'processing',
  'authorised', // held on the payer's card, to be captured
  'succeeded',
  'cancelled',
]);
export type GatewayPaymentStatus = z.infer<typeof GatewayPaymentStatus>;

/** Why a bank said no, as far as a payer can act on it. Whatever smells of theft is `declined`: nobody is told that. */
export const DeclineReason = z.enum([
  'declined',
  'insufficient_funds',
  'expired_card',
  'wrong_number',
  'wrong_code',
  'wrong_postcode',
  'authentication_failed',
  'not_supported', // this card does not pay such things, or not in this currency
  'limit_exceeded',
  'try_again', // nothing wrong with the card: the bank could not be asked
]);
export type DeclineReason = z.infer<typeof DeclineReason>;

export const RefundStatus = z.enum(['pending', 'done', 'failed', 'withdrawn']);
export type RefundStatus = z.infer<typeof RefundStatus>;

/** An inquiry takes no money; an open dispute has taken it. */
export const DisputeStatus = z.enum(['inquiry', 'inquiry_closed', 'open', 'under_review', 'won', 'lost']);
export type DisputeStatus = z.infer<typeof DisputeStatus>;

export const SubscriptionStatus = z.enum([
  'awaiting_first_payment',
  'trial',
  'active',
  'past_due', // a renewal was not paid; it will be tried again
  'unpaid', // all tries are spent
  'paused',
  'ended',
]);
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>;

export const BillStatus = z.enum(['draft', 'open', 'paid', 'void', 'uncollectible']);
export type BillStatus = z.infer<typeof BillStatus>;

/** Why a subscription was billed. */
export const BillCause = z.enum(['start', 'renewal', 'change', 'other']);
export type BillCause = z.infer<typeof BillCause>;

export const CheckoutStatus = z.enum(['open', 'complete', 'expired']);
export type CheckoutStatus = z.infer<typeof CheckoutStatus>;

/** From a connected account to its bank. */
export const BankPayoutStatus = z.enum(['on_its_way', 'arrived', 'failed', 'recalled']);
export type BankPayoutStatus = z.infer<typeof BankPayoutStatus>;

/** What a line of the gateway's own books is. */
export const BalanceKind = z.enum([
  'payment',
  'refund',
  'refund_returned', // the refund failed, the money is back
  'dispute',
  'dispute_returned',
  'transfer',
  'transfer_returned',
  'fee',
  'payout',
  'payout_returned',
  'other',
]);
export type BalanceKind = z.infer<typeof BalanceKind>;

/** What a notification is about: it says which object to read, and is itself not believed. */
export const Subject = z.enum([
  'payment',
  'refund',
  'dispute',
  'checkout',
  'subscription',
  'bill',
  'account',
  'transfer',
  'bank_payout',
]);
export type Subject = z.infer<typeof Subject>;

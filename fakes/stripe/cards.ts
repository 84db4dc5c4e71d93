import { missing } from './refusal.ts';
import type { Thing, World } from './world.ts';

/* The test cards of Stripe's documentation, by the names of their payment methods: https://docs.stripe.com/testing */

export interface Card {
  readonly last4: string;
  readonly declines?: { readonly code: string; readonly decline_code?: string };
  /** It can be kept, and declines when it is charged later. */
  readonly declinesLater?: boolean;
  readonly asksOwner?: 'each_time' | 'at_first';
  readonly disputes?: boolean;
  readonly refundFails?: boolean;
}

const declining = (last4: string, decline_code: string, code = 'card_declined'): Card => ({
  last4,
  declines: code === 'card_declined' ? { code, decline_code } : { code },
});

export const CARDS: Readonly<Record<string, Card>> = {
  pm_card_visa: { last4: '4242' },
  pm_card_chargeDeclined: declining('0002', 'generic_decline'),
  pm_card_chargeDeclinedInsufficientFunds: declining('9995', 'insufficient_funds'),
  pm_card_chargeDeclinedLostCard: declining('9987', 'lost_card'),
  pm_card_chargeDeclinedStolenCard: declining('9979', 'stolen_card'),
  pm_card_chargeDeclinedFraudulent: declining('0019', 'fraudulent'),
  pm_card_chargeDeclinedExpiredCard: declining('0069', '', 'expired_card'),
  pm_card_chargeDeclinedIncorrectCvc: declining('0127', '', 'incorrect_cvc'),
  pm_card_chargeDeclinedProcessingError: declining('0119', '', 'processing_error'),
  pm_card_visa_chargeDeclinedVelocityLimitExceeded: declining('6975', 'card_velocity_exceeded'),
  pm_card_chargeCustomerFail: { ...declining('0341', 'generic_decline'), declinesLater: true },
  pm_card_threeDSecure2Required: { last4: '3220', asksOwner: 'each_time' },
  pm_card_authenticationRequired: { last4: '3184', asksOwner: 'each_time' },
  pm_card_authenticationRequiredOnSetup: { last4: '3155', asksOwner: 'at_first' },
  pm_card_createDispute: { last4: '0259', disputes: true },
  pm_card_refundFail: { last4: '5126', refundFails: true },
};

const NOBODY = { address: null, email: null, name: null, phone: null, tax_id: null };

/** A card of the payer's: a test card's name makes a new one. */
export function paymentMethod(world: World, named: string, customer: string | null = null): Thing {
  const known = world.any(named);
  if (known?.object === 'payment_method') return known;
  const card = CARDS[named];
  if (!card) throw missing('PaymentMethod', named, 'payment_method');
  const method = world.add({
    id: world.newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: NOBODY,
    card: {
      brand: 'visa',
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: 'visa',
      exp_month: 8,
      exp_year: 2034,
      fingerprint: `fake${card.last4}`,
      funding: 'credit',
      generated_from: null,
      last4: card.last4,
      networks: { available: ['visa'], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: world.now(),
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  });
  world.behind.set(method.id, card);
  return method;
}

export const cardBehind = (world: World, method: string): Card => world.behind.get(method);

/** Of a card that says no, as Stripe's errors tell it. */
export const saidNo = ({ declines }: Card) => ({
  ...declines!,
  message: 'Your card was declined (by a fake).',
});
export const ownerAbsent = {
  code: 'authentication_required',
  decline_code: 'authentication_required',
  message: 'Your card was declined: it asks for its owner (by a fake).',
};
export const ownerFailed = {
  code: 'payment_intent_authentication_failure',
  message: 'The provided PaymentMethod has failed authentication (at a fake).',
};

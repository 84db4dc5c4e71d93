import type { Money } from '#shared/money';
import type { Answer } from './answer.ts';
import type { Tags } from './asking.ts';
import type { BillCause, BillStatus, CheckoutStatus, SubscriptionStatus } from './words.ts';

/* Subscriptions: a price is offered once; a payer comes by a hosted checkout; the gateway bills from then on. */

export interface GatewaySubscription {
  readonly ref: string;
  readonly id?: string | undefined;
  readonly createdAt: string;
  readonly status: SubscriptionStatus;
  readonly payerRef: string;
  /** Our id of the price, and how the gateway calls it. */
  readonly priceId?: string | undefined;
  readonly priceRef: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly trialEnd?: string | undefined;
  readonly endsAtPeriodEnd: boolean;
  readonly endedAt?: string | undefined;
  readonly pausedUntil?: string | undefined;
  readonly lastBillRef?: string | undefined;
  /** What it is billed less by, until when if that has an end: our id of the coupon. */
  readonly discount?: { readonly couponId: string; readonly until?: string | undefined } | undefined;
  readonly tags: Tags;
}

/** One bill of a subscription: the gateway's invoice. Ours, with its number, is another thing. */
export interface GatewayBill {
  readonly ref: string;
  readonly status: BillStatus;
  readonly cause: BillCause;
  readonly subscriptionRef?: string | undefined;
  readonly payerRef: string;
  /** Below zero where a change gives more back than it takes: the gateway keeps that as the payer's balance. */
  readonly total: Money;
  readonly paidMinor: number;
  /** What paid it, for its fee and for a refund; none if nothing was to be paid. */
  readonly paymentRef?: string | undefined;
  readonly tries: number;
  readonly nextTryAt?: string | undefined;
  /** What it is for: the longest stretch among its lines, but those that credit what was not used. */
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly createdAt: string;
  readonly tags: Tags;
}

export interface GatewayCheckout {
  readonly ref: string;
  readonly id?: string | undefined;
  readonly status: CheckoutStatus;
  /** The hosted page, while it is open. */
  readonly url?: string | undefined;
  readonly payerRef?: string | undefined;
  readonly subscriptionRef?: string | undefined;
  readonly expiresAt: string;
  readonly tags: Tags;
}

export interface Coupon {
  readonly id: string;
  readonly title: string;
  readonly off: { readonly basisPoints: number } | { readonly amount: Money };
  /** For so many months; once, or for good. */
  readonly lasts: 'once' | 'forever' | { readonly months: number };
}

export interface Subscriptions {
  /** Makes the plan and its price known; asked again, it finds them. A price never changes: another is another id. */
  offer(one: {
    readonly id: string;
    readonly planId: string;
    readonly title: string;
    readonly price: Money;
    readonly every: 'month' | 'year';
  }): Promise<Answer<{ readonly ref: string }>>;
  coupon(coupon: Coupon): Promise<Answer<{ readonly ref: string }>>;
  checkout(one: {
    readonly id: string;
    readonly payerRef: string;
    readonly priceRef: string;
    /** Tags of the checkout, and of the subscription that comes of it. */
    readonly tags: Tags;
    readonly successUrl: string;
    readonly cancelUrl: string;
    readonly couponRef?: string | undefined;
    /** Until when the page is open: a gateway may ask for half an hour at least. */
    readonly expiresAt?: string | undefined;
    readonly trialDays?: number | undefined;
  }): Promise<Answer<GatewayCheckout>>;
  readCheckout(ref: string): Promise<Answer<GatewayCheckout>>;
  findCheckout(one: { readonly id: string; readonly payerRef: string }): Promise<Answer<GatewayCheckout | undefined>>;
  expireCheckout(one: { readonly id: string; readonly ref: string }): Promise<Answer<GatewayCheckout>>;
  read(ref: string): Promise<Answer<GatewaySubscription>>;
  /** All of a payer's, the ended ones too. */
  of(payerRef: string): Promise<Answer<readonly GatewaySubscription[]>>;
  /** To another price now; what was paid for and not used is credited. */
  change(one: Act & { readonly priceRef: string }): Promise<Answer<GatewaySubscription>>;
  discount(one: Act & { readonly couponRef: string }): Promise<Answer<GatewaySubscription>>;
  /** Nothing is billed until then, or until `resume`. */
  pause(one: Act & { readonly until?: string | undefined }): Promise<Answer<GatewaySubscription>>;
  resume(one: Act): Promise<Answer<GatewaySubscription>>;
  /** At the end of what is paid for; `keep` takes that back. */
  endAtPeriodEnd(one: Act): Promise<Answer<GatewaySubscription>>;
  keep(one: Act): Promise<Answer<GatewaySubscription>>;
  /** At once, and nothing is given back. */
  end(one: Act): Promise<Answer<GatewaySubscription>>;
  /** Where the payer changes their card and sees their bills. */
  portal(one: { readonly payerRef: string; readonly returnUrl: string }): Promise<Answer<{ readonly url: string }>>;
  readBill(ref: string): Promise<Answer<GatewayBill>>;
}

/** `id` is of this act, not of the subscription: to pause twice is two acts. */
export interface Act {
  readonly id: string;
  readonly ref: string;
}

export interface Payers {
  /** `id` is the person's. */
  create(one: { readonly id: string; readonly email?: string | undefined }): Promise<Answer<{ readonly ref: string }>>;
  find(id: string): Promise<Answer<{ readonly ref: string } | undefined>>;
  /** Forgets who it was; what was paid stays in the gateway's books, as its law asks. Ends their subscriptions. */
  remove(one: { readonly id: string; readonly ref: string }): Promise<Answer<{ readonly ref: string }>>;
}

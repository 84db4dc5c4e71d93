import type { Money } from '#shared/money';
import type { Answer } from './answer.ts';
import type { Listed, Stretch, Tags } from './asking.ts';
import type { DeclineReason, DisputeStatus, GatewayPaymentStatus, RefundStatus } from './words.ts';

export interface GatewayPayment {
  readonly ref: string;
  /** Ours; absent from what somebody made by hand in the gateway's own pages. */
  readonly id?: string | undefined;
  readonly status: GatewayPaymentStatus;
  readonly amount: Money;
  readonly receivedMinor: number;
  readonly refundedMinor: number;
  readonly createdAt: string;
  /** Why the last try failed. */
  readonly decline?: DeclineReason | undefined;
  /** With which the payer's own page confirms it. */
  readonly clientSecret?: string | undefined;
  /** Where the payer goes next: to their bank, to the gateway's page, or into an app by this as a QR. */
  readonly actionUrl?: string | undefined;
  /** What the gateway kept of it, once it says so; in the currency in which it settles, which may be another. */
  readonly fee?: Money | undefined;
  readonly isDisputed: boolean;
  readonly tags: Tags;
}

export interface NewPayment {
  readonly id: string;
  readonly amount: Money;
  readonly title: string;
  readonly tags: Tags;
  /** The gateway's ref of who pays, where it knows them. */
  readonly payerRef?: string | undefined;
  /** Held now, taken by `capture`. */
  readonly captureLater?: boolean;
  /** Where the payer's browser comes back to. */
  readonly returnUrl?: string | undefined;
  readonly expiresAt?: string | undefined;
}

export interface Payments {
  create(payment: NewPayment): Promise<Answer<GatewayPayment>>;
  /** With what the payer's page made of their card (a payment method or a confirmation token), or with what it has.
   *  Where the payer approves on the gateway's page, this takes the approved money. A new try has a new `tryId`. */
  confirm(one: {
    readonly id: string;
    readonly tryId: string;
    readonly ref: string;
    readonly instrument?: string | undefined;
    readonly returnUrl?: string | undefined;
  }): Promise<Answer<GatewayPayment>>;
  capture(one: {
    readonly id: string;
    readonly ref: string;
    readonly amount?: Money | undefined;
  }): Promise<Answer<GatewayPayment>>;
  cancel(one: { readonly id: string; readonly ref: string }): Promise<Answer<GatewayPayment>>;
  read(ref: string): Promise<Answer<GatewayPayment>>;
  /** By our id. A gateway's index may lag by a minute: "none" counts only for what was asked longer ago than that. */
  find(id: string): Promise<Answer<GatewayPayment | undefined>>;
  /** Begun in that stretch, newest first. */
  list(stretch: Stretch): Promise<Answer<Listed<GatewayPayment>>>;
}

export interface GatewayRefund {
  readonly ref: string;
  readonly id?: string | undefined;
  readonly paymentRef: string;
  readonly status: RefundStatus;
  readonly amount: Money;
  readonly createdAt: string;
}

export interface Refunds {
  create(one: {
    readonly id: string;
    readonly paymentRef: string;
    readonly amount: Money;
    readonly tags: Tags;
    /** What was given back of this payment before, as our books have it: where a gateway knows no ids of ours, this is how
     *  a refund that was sent already is told from a new one. */
    readonly refundedBeforeMinor?: number | undefined;
  }): Promise<Answer<GatewayRefund>>;
  read(ref: string): Promise<Answer<GatewayRefund>>;
  find(one: {
    readonly id: string;
    readonly paymentRef: string;
    readonly amount?: Money | undefined;
    readonly refundedBeforeMinor?: number | undefined;
  }): Promise<Answer<GatewayRefund | undefined>>;
}

export interface GatewayDispute {
  readonly ref: string;
  readonly paymentRef: string | undefined;
  readonly status: DisputeStatus;
  readonly amount: Money;
  /** What the gateway asks for it beside the amount, as its books say so far. */
  readonly fee?: Money | undefined;
  readonly answerBy?: string | undefined;
  readonly createdAt: string;
}

export interface Disputes {
  read(ref: string): Promise<Answer<GatewayDispute>>;
}

import type { Money } from '#shared/money';
import type { Answer } from './answer.ts';
import type { Listed, Stretch, Tags } from './asking.ts';
import type { BalanceKind, BankPayoutStatus } from './words.ts';

/* Whose money it is: a connected account is a provider's at the gateway, to which we transfer their share. */

export interface GatewayAccount {
  readonly ref: string;
  readonly id?: string | undefined;
  readonly payoutsEnabled: boolean;
  /** Whether we may transfer to it. */
  readonly transfersEnabled: boolean;
  /** Whether its owner has finished the gateway's form. */
  readonly isComplete: boolean;
  /** How much the gateway still wants to know. */
  readonly missing: number;
}

export interface Accounts {
  create(one: {
    readonly id: string;
    readonly country: string;
    readonly email?: string | undefined;
  }): Promise<Answer<GatewayAccount>>;
  /** A page of the gateway's for its owner; it works once and not for long. */
  onboarding(one: {
    readonly ref: string;
    readonly returnUrl: string;
    readonly refreshUrl: string;
  }): Promise<Answer<{ readonly url: string; readonly expiresAt: string }>>;
  read(ref: string): Promise<Answer<GatewayAccount>>;
  readBankPayout(one: { readonly ref: string; readonly accountRef: string }): Promise<Answer<GatewayBankPayout>>;
}

/** From a connected account to its owner's bank: the gateway's doing, not ours. */
export interface GatewayBankPayout {
  readonly ref: string;
  readonly accountRef: string;
  readonly status: BankPayoutStatus;
  readonly amount: Money;
  readonly arrivesAt: string;
}

export interface GatewayTransfer {
  readonly ref: string;
  readonly id?: string | undefined;
  readonly accountRef: string;
  readonly amount: Money;
  /** Whether it is theirs by now; until then it may wait at the gateway for days, and still come back. */
  readonly hasArrived: boolean;
  /** What we took back, or what came back by itself. */
  readonly returnedMinor: number;
  /** What the gateway asks for sending it, beside the amount. */
  readonly fee?: Money | undefined;
  readonly createdAt: string;
  readonly tags: Tags;
}

export interface Transfers {
  /** For how long, in milliseconds, a gateway that cannot find it by our id takes that id once: asked again later, it would
   *  pay once more. */
  readonly remembers?: number;
  /** `id` is the payout's, and the group's name at the gateway. */
  create(one: {
    readonly id: string;
    readonly accountRef: string;
    readonly amount: Money;
    readonly tags: Tags;
  }): Promise<Answer<GatewayTransfer>>;
  read(ref: string): Promise<Answer<GatewayTransfer>>;
  find(id: string): Promise<Answer<GatewayTransfer | undefined>>;
  /** Takes back all or a part of it. `id` is the reversal's. */
  reverse(one: {
    readonly id: string;
    readonly ref: string;
    readonly amount: Money;
  }): Promise<Answer<{ readonly ref: string }>>;
  findReversal(one: {
    readonly id: string;
    readonly ref: string;
  }): Promise<Answer<{ readonly ref: string } | undefined>>;
}

/** A line of the gateway's own books, signed as it sees them: what comes in is positive. */
export interface BalanceLine {
  readonly ref: string;
  readonly kind: BalanceKind;
  readonly grossMinor: number;
  readonly feeMinor: number;
  readonly netMinor: number;
  readonly currency: string;
  /** The charge, refund, transfer… that caused it, by the gateway's ref; of a payment, the payment's own. */
  readonly sourceRef?: string | undefined;
  /** Our id of that, where the gateway has kept it. */
  readonly id?: string | undefined;
  readonly createdAt: string;
  readonly availableAt: string;
}

export interface Balance {
  list(stretch: Stretch): Promise<Answer<Listed<BalanceLine>>>;
}

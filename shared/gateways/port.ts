import type { Capabilities } from './capabilities.ts';
import type { Disputes, Payments, Refunds } from './payments.ts';
import type { Accounts, Balance, Transfers } from './shares.ts';
import type { Payers, Subscriptions } from './subscriptions.ts';
import type { GatewayName, Subject } from './words.ts';

/* What the platform asks of whoever moves money. `id` is always ours, and what a call's idempotency key is made of; `ref`
 * is the gateway's name of the same thing. Instants are ISO strings, as everywhere. A gateway forgets a key after a day:
 * from 23 hours on, and after any doubt, `find` by our id before asking again. */

export interface PaymentGateway {
  readonly name: GatewayName;
  readonly capabilities: Capabilities;
  readonly payments: Payments;
  readonly refunds: Refunds;
  /** What a gateway cannot do, it does not have: its capabilities say so as data. */
  readonly payers?: Payers;
  readonly disputes?: Disputes;
  readonly subscriptions?: Subscriptions;
  readonly accounts?: Accounts;
  readonly transfers?: Transfers;
  readonly balance?: Balance;
}

/** What a gateway told us, once it is known to be the gateway: which object to read. It is not believed beyond that, as
 *  notifications come late, twice and out of order. */
export interface GatewayNotice {
  /** Under which the gateway sends it again. */
  readonly id: string;
  readonly at: string;
  /** None of what we do not listen to. */
  readonly about?: Subject | undefined;
  readonly ref?: string | undefined;
  /** Our id of it, where the gateway has kept it. */
  readonly ourId?: string | undefined;
  /** On which connected account it happened. */
  readonly accountRef?: string | undefined;
  /** In the gateway's own words: to be counted, not to be acted on. */
  readonly type: string;
}

/** Kept apart from `PaymentGateway`: whoever only listens needs no client program of the gateway's. Undefined of what is
 *  not genuine. */
export type HearNotice = (
  body: string,
  headers: Readonly<Record<string, string | undefined>>,
  now: Date,
) => Promise<GatewayNotice | undefined>;

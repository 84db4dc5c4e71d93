import type { GatewayName } from './words.ts';

/** What a gateway can do, so that the API says no before anybody has begun. */
export interface Capabilities {
  /** How we hear that a payer paid: it tells us, we ask, or a person of the business says so. */
  readonly hears: 'push' | 'poll' | 'by_hand';
  /** How a payer pays: in our page, on the gateway's, by a QR in their bank's app, or across the counter. */
  readonly pays: 'in_our_page' | 'redirect' | 'qr' | 'in_person';
  /** On whose account the money lies: of what the provider holds, the commission is the platform's receivable. */
  readonly holder: 'platform' | 'provider';
  /** Whether it keeps our ids: what it shows says itself whose it is, and what was sent before is known from what is new. */
  readonly keepsOurIds: boolean;
  /** For how long it takes the money, where that is shorter than a payer may like. */
  readonly lastsMinutes?: number;
  readonly captureLater: boolean;
  readonly refunds: 'in_part' | 'none';
  readonly subscriptions: boolean;
  readonly transfers: boolean;
  readonly disputes: boolean;
  /** Whether it lists what it did, for the nightly reconciliation. */
  readonly lists: boolean;
  /** How much later it may list what it did. */
  readonly listsLateHours?: number;
  /** In which it takes payments; undefined: in any that its adapter's tables do not exclude. */
  readonly currencies: readonly string[] | undefined;
}

export const CAPABILITIES: Readonly<Record<GatewayName, Capabilities>> = {
  stripe: {
    hears: 'push',
    pays: 'in_our_page',
    holder: 'platform',
    keepsOurIds: true,
    captureLater: true,
    refunds: 'in_part',
    subscriptions: true,
    transfers: true,
    disputes: true,
    lists: true,
    currencies: undefined,
  },
  paypal: {
    hears: 'push',
    pays: 'redirect',
    holder: 'platform',
    keepsOurIds: true,
    captureLater: false,
    refunds: 'in_part',
    subscriptions: false,
    transfers: true,
    disputes: false,
    lists: true,
    listsLateHours: 3,
    // https://developer.paypal.com/api/rest/reference/currency-codes/
    currencies: [
      ...['AUD', 'BRL', 'CAD', 'CHF', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'ILS', 'JPY', 'MXN', 'MYR'],
      ...['NOK', 'NZD', 'PHP', 'PLN', 'SEK', 'SGD', 'THB', 'TWD', 'USD'],
    ],
  },
  kaspi: {
    hears: 'poll',
    pays: 'qr',
    holder: 'provider',
    keepsOurIds: false,
    lastsMinutes: 5,
    captureLater: false,
    refunds: 'in_part',
    subscriptions: false,
    transfers: false,
    disputes: false,
    lists: false,
    currencies: ['KZT'],
  },
  cash: {
    hears: 'by_hand',
    pays: 'in_person',
    holder: 'provider',
    keepsOurIds: false,
    captureLater: false,
    refunds: 'none',
    subscriptions: false,
    transfers: false,
    disputes: false,
    lists: false,
    currencies: undefined,
  },
};
